package demarc.app.work.history;

import org.jspecify.annotations.Nullable;

/// What a ticket's category and group say of the work it was.
interface Works {

    /// An activity of the agreement, or a service where there is no agreement yet.
    String activity(@Nullable String category, @Nullable String group);

    /// Whether the category or the group says it, and not a default.
    boolean knows(@Nullable String category, @Nullable String group);

    /// The agreement's team that this group became.
    @Nullable String team(String group);
}
