package demarc.app.platform;

/// What a person is in the product. The party says whose side they are on; the role says what they look after.
public enum Role {
    TECHNICIAN("Technician"),
    SERVICE_MANAGER("Service manager"),
    IT_MANAGER("IT manager"),
    EXECUTIVE("Executive"),
    EMPLOYEE("Employee"),
    AUDITOR("Auditor"),
    ADMINISTRATOR("Administrator");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /// Staff work tickets; an employee, executive or guest only raises or reads them.
    public boolean worksTickets() {
        return switch (this) {
            case TECHNICIAN, SERVICE_MANAGER, IT_MANAGER, ADMINISTRATOR -> true;
            case EXECUTIVE, EMPLOYEE, AUDITOR -> false;
        };
    }

    /// Whether somebody of such a party may hold this role.
    public boolean fits(Party.Kind kind) {
        return switch (this) {
            case SERVICE_MANAGER -> kind == Party.Kind.PROVIDER;
            case IT_MANAGER, EXECUTIVE, EMPLOYEE, AUDITOR -> kind == Party.Kind.CLIENT;
            case TECHNICIAN, ADMINISTRATOR -> true;
        };
    }
}
