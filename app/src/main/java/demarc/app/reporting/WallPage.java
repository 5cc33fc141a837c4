package demarc.app.reporting;

import java.util.List;

/// The operations wall.
///
/// @param plain without navigation and in large letters, for a screen that hangs on a wall
/// @param more  there is more open work of this kind than is shown
public record WallPage(String lead, List<Tile> clients, List<Row> rows, boolean more, boolean plain) {
    /// One client at a glance.
    ///
    /// @param tone `bad` for a P1 or a broken promise, `warn` for anything else open, `good`
    public record Tile(String key, String name, String tone, String words) {}

    /// @param tone of the promise: `bad`, `warn` or empty
    /// @param side whose hands it is in: `client` or `provider`
    public record Row(String ref, String priority, String subject, String client, String since, String team, String side, String person, String due, String tone) {}
}
