package demarc.app.estate.protection;

/// What a copy lies on. The data in use lies on a disk.
public enum Medium {
    DISK("local disk"), NAS("network storage"), OBJECT("object storage"), TAPE("tape"), REMOVABLE("removable disk");

    private final String label;

    Medium(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
