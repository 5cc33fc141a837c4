package demarc.app.work;

/// What a ticket is about: something broke, something is wanted, something shall change, or the cause behind incidents.
public enum Kind {
    INCIDENT, REQUEST, CHANGE, PROBLEM;

    public String label() {
        return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
