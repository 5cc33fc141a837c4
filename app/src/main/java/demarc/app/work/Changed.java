package demarc.app.work;

import org.jspecify.annotations.Nullable;

/// @param note something the person should know, such as that a handoff now waits for the other side
public record Changed(String ref, int version, @Nullable String note) {}
