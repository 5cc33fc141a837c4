package demarc.app.directory;

/// A team of a party. Agreements name it by its key.
public record Team(int id, int partyId, String key, String name) {}
