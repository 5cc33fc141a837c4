package demarc.app.estate.protection;

import demarc.core.agreement.Priority;
import java.time.Duration;
import java.time.Period;
import java.util.Arrays;

/// How much a business can bear to lose of a system, with the usual figures; each system may have its own.
public enum Tier {
    T1("Business stands still without it: ERP, patient records, billing", Duration.ofMinutes(15), Duration.ofHours(2), RestoreKind.FULL, Period.ofMonths(3), Priority.P2),
    T2("Mail, collaboration", Duration.ofHours(4), Duration.ofHours(8), RestoreKind.SAMPLE, Period.ofMonths(3), Priority.P3),
    T3("File shares", Duration.ofHours(24), Duration.ofHours(24), RestoreKind.RANDOM, Period.ofMonths(1), Priority.P3),
    T4("HR, archive", Duration.ofHours(24), Duration.ofHours(48), RestoreKind.SAMPLE, Period.ofMonths(6), Priority.P4);

    private final String label;
    private final Duration rpo;
    private final Duration rto;
    private final RestoreKind test;
    private final Period cadence;
    private final Priority priority;

    Tier(String label, Duration rpo, Duration rto, RestoreKind test, Period cadence, Priority priority) {
        this.label = label;
        this.rpo = rpo;
        this.rto = rto;
        this.test = test;
        this.cadence = cadence;
        this.priority = priority;
    }

    public static Tier of(int number) {
        return values()[number - 1];
    }

    static Tier named(String text) {
        return Arrays.stream(values()).filter(tier -> tier.name().equalsIgnoreCase(text) || String.valueOf(tier.number()).equals(text)).findFirst()
                .orElseThrow(() -> new demarc.app.platform.Refused("tier", "There is no tier '%s'. Choose T1, T2, T3 or T4.".formatted(text)));
    }

    public int number() {
        return ordinal() + 1;
    }

    public String label() {
        return label;
    }

    public Duration rpo() {
        return rpo;
    }

    public Duration rto() {
        return rto;
    }

    public RestoreKind test() {
        return test;
    }

    /// How often a restore is tried.
    public Period cadence() {
        return cadence;
    }

    /// Of a run that failed or did not come.
    Priority priority() {
        return priority;
    }

    /// Of an RPO that is broken: data that is lost now would be lost for good.
    Priority broken() {
        return priority == Priority.P2 ? Priority.P1 : priority == Priority.P4 ? Priority.P3 : Priority.P2;
    }
}
