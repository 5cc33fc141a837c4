package demarc.app.signals.source.web;

import demarc.app.directory.Client;
import demarc.app.signals.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param client  key of the one that is shown; empty for all
/// @param next    the list goes on here; null on its last page
/// @param mayKeep may add and change them
public record SourcesPage(List<Row> rows, List<Client> clients, String client, List<Card> cards, @Nullable String next, boolean mayKeep, List<Listening> listening) {
    /// @param kind  label
    /// @param state a word on how it is, and its colour: good, warn, bad or none
    public record Row(Source source, Client client, String kind, String state, String colour) {}

    /// One way to be told, to choose.
    public record Card(String kind, String label, String words, String icon) {}

    /// A listener of this server, which an administrator switches on.
    ///
    /// @param where `UDP and TCP port 5514`; null when it is off
    public record Listening(String name, @Nullable String where, long heard, long dropped, long strangers) {}
}
