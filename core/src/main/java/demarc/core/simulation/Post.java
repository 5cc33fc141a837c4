package demarc.core.simulation;

/// What somebody in an internal team is paid for.
public enum Post {
    SUPPORT("support specialist", CostInput.PAY_SUPPORT),
    ADMINISTRATOR("system administrator", CostInput.PAY_ADMINISTRATOR),
    ANALYST("security analyst", CostInput.PAY_ANALYST),
    MANAGER("IT manager", CostInput.PAY_MANAGER);

    private final String title;
    private final CostInput pay;

    Post(String title, CostInput pay) {
        this.title = title;
        this.pay = pay;
    }

    public String title() {
        return title;
    }

    public CostInput pay() {
        return pay;
    }
}
