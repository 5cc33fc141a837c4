package demarc.app.signals.source.web;

import demarc.app.directory.Client;
import demarc.app.signals.Concern;
import demarc.app.signals.SourceKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// @param kind null while it is to be chosen
public record NewSourcePage(List<SourcesPage.Card> cards, @Nullable SourceKind kind, SourcePage.Form form, List<Client> clients, List<Concern> concerns, Map<String, String> problems) {}
