package demarc.app.estate.exposure;

import org.jspecify.annotations.Nullable;

/// The remediation timelines of CISA's BOD 26-04 (10 June 2026), read from CERT/CC's machine form `cisa_bod_26_04_1_0_0`. Binding for US agencies only; a good
/// rule for everybody.
enum Timeline {
    THREE_DAYS_FORENSIC(3),
    THREE_DAYS(3),
    FOURTEEN_DAYS(14),
    SIXTY_DAYS(60),
    NEXT_UPGRADE(null);

    private final @Nullable Integer days;

    Timeline(@Nullable Integer days) {
        this.days = days;
    }

    @Nullable Integer days() {
        return days;
    }

    /// @param kev         in CISA's list of exploited flaws
    /// @param exposed     the asset is reachable from the internet
    /// @param automatable an attacker can automate all of it
    /// @param total       the attacker gets total control, not partial
    static Timeline of(boolean kev, boolean exposed, boolean automatable, boolean total) {
        if (kev) {
            if (total && (exposed || automatable)) return THREE_DAYS_FORENSIC;
            return exposed && automatable ? THREE_DAYS : FOURTEEN_DAYS;
        }
        if (!exposed) return automatable ? SIXTY_DAYS : NEXT_UPGRADE;
        if (automatable) return total ? THREE_DAYS : FOURTEEN_DAYS;
        return total ? FOURTEEN_DAYS : SIXTY_DAYS;
    }
}
