package demarc.app.signals;

/// What became of signals that were taken.
///
/// @param changed   changed a condition's state or severity, or were the first of one; kept on disk before this is said
/// @param unchanged said again what was known
public record Taken(int accepted, int changed, int unchanged) {}
