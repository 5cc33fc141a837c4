package demarc.app.agreement;

import java.util.Optional;

/// Where what was seen can be looked at. Whoever publishes occasions has one for its own origins, and a ticket's page links to it.
public interface OccasionPlace {
    /// @param label what it is, in a word or two: `Condition`, `Backup job`
    record Place(String label, String href) {}

    Optional<Place> find(int client, String origin);
}
