package demarc.app.estate;

/// A report of a thing was taken. Published in the transaction that took it.
///
/// @param software its packages are others than before
/// @param system   its operating system or firmware is another than before, or the thing is new
public record Inventoried(int client, long asset, boolean software, boolean system) {}
