package demarc.app.decide.report;

import org.jspecify.annotations.Nullable;

/// A piece of a sentence as templates need it: words, or a figure.
public record Part(String words, Notes.@Nullable Fig figure) {}
