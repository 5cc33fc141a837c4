package demarc.app.platform;

/// A business: a client, or a provider that works for clients.
public record Party(int id, String key, String name, Kind kind) {
    public enum Kind {
        CLIENT,
        PROVIDER;

        public String label() {
            return this == CLIENT ? "Client" : "Provider";
        }
    }

    public boolean isProvider() {
        return kind == Kind.PROVIDER;
    }
}
