package demarc.app.agreement.web;

import demarc.app.directory.Client;
import demarc.app.platform.Party;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a draft comes from: the version in force, or one of the shipped templates.
///
/// @param current number of the newest version, or null
public record StartPage(Client client, List<Party> providers, @Nullable Integer current, List<TemplatePage.Card> cards) {}
