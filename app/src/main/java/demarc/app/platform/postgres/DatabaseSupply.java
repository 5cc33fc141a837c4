package demarc.app.platform.postgres;

/// Hands over the database once it is up: PostgreSQL starts beside the application, not before it.
@FunctionalInterface
public interface DatabaseSupply {
    Database get();
}
