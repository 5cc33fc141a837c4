package demarc.core.simulation;

import java.util.Arrays;
import java.util.Optional;

/// What the price of an arrangement rests on: each number with its default, its range and its source. All can be replaced.
///
/// Sources: BLS = US Bureau of Labor Statistics, May 2023; "our estimate" = no published figure was found.
public enum CostInput {
    PAY_SUPPORT("pay.support", "Pay of a support specialist", Unit.MONEY_PER_YEAR, 60_810, 48_650, 72_970, "BLS May 2023; range ±20 % our estimate"),
    PAY_ADMINISTRATOR("pay.administrator", "Pay of a system administrator", Unit.MONEY_PER_YEAR, 96_800, 77_440, 116_160, "BLS May 2023; range ±20 % our estimate"),
    PAY_ANALYST("pay.analyst", "Pay of a security analyst", Unit.MONEY_PER_YEAR, 124_910, 99_930, 149_890, "BLS May 2023; range ±20 % our estimate"),
    PAY_MANAGER("pay.manager", "Pay of an IT manager", Unit.MONEY_PER_YEAR, 115_000, 92_000, 138_000, "our estimate for a smaller business; range ±20 %"),
    BURDEN("burden", "Benefits and payroll taxes on top of pay", Unit.SHARE, 0.30, 0.25, 0.35, "Walt & Co; BLS employer costs, December 2019: 29.9 % of the whole"),
    TOOLS("tools", "Tools of one's own: monitoring, ticketing, endpoint security, backup", Unit.MONEY_PER_USER_MONTH, 35, 25, 60, "our estimate"),
    TRAINING("training", "Training", Unit.MONEY_PER_FTE_YEAR, 2_500, 1_500, 4_000, "SIM survey in CACM 64(9), 2021: 5.9 % of IT budgets; range our estimate"),
    TURNOVER("turnover", "IT people who leave in a year", Unit.SHARE, 0.08, 0.073, 0.09, "SIM survey in CACM 64(9), 2021: 7.3 to 9.0 % in 2014-2018"),
    REPLACEMENT("replacement", "Cost of replacing one, of a year's pay", Unit.SHARE, 0.75, 0.50, 1.50, "ITR Partners: up to 150 %; the default and the low end our estimate"),
    GOVERNANCE_SHARED("governance.co-managed", "Manager's time for steering a shared arrangement", Unit.FTE, 0.10, 0.05, 0.20, "our estimate"),
    GOVERNANCE_MANAGED("governance.fully-managed", "Manager's time for steering a fully managed one", Unit.FTE, 0.03, 0.02, 0.06, "our estimate"),
    SEAT("seat", "People behind one seat held day and night", Unit.FTE, 5.9, 5.3, 6.5, "168 h of a 40 h week with 20 to 35 % absence; calclet.com"),
    NIGHT_SHARE("seat.nights", "Part of that seat outside office hours", Unit.SHARE, 0.70, 0.70, 0.70, "118 of 168 hours, office Monday to Friday 08:00-18:00"),
    FEE_STANDARD("fee.fully-managed", "Fully managed, standard", Unit.MONEY_PER_USER_MONTH, 165, 125, 200, "ScopeMSP 2026; micro-it.net 2026: 100-200; USM Technology 2026: 120-250"),
    FEE_PREMIUM("fee.fully-managed-premium", "Fully managed with security, compliance and strategy", Unit.MONEY_PER_USER_MONTH, 235, 200, 350, "ScopeMSP 2026; Pharallax: best firms 250-325"),
    FEE_LEAST("fee.least", "Least monthly fee of a fully managed contract", Unit.MONEY_PER_MONTH, 1_900, 1_900, 1_900, "Alcott Enterprises: 10-15 users, 1,900-3,500 all in; as a floor our estimate"),
    FEE_KEEP_DESK("fee.keep-the-desk", "Co-managed, you keep the desk", Unit.MONEY_PER_USER_MONTH, 85, 50, 150, "USM Technology 2026"),
    FEE_NIGHTS("fee.nights", "Co-managed, all nights with the provider", Unit.MONEY_PER_USER_MONTH, 100, 65, 150, "USM Technology 2026: 50-150; the place in it our estimate"),
    FEE_KEEP_STRATEGY("fee.keep-the-strategy", "Co-managed, you keep the strategy", Unit.MONEY_PER_USER_MONTH, 110, 85, 150, "USM Technology 2026: 50-150; the place in it our estimate"),
    FEE_PROVIDER_DESK("fee.provider-desk", "Co-managed, the provider runs the desk", Unit.MONEY_PER_USER_MONTH, 75, 50, 110, "GRIT Services: 40-60 % of the full fee; ends our estimate"),
    FEE_SERVER("fee.server", "A server that is billed on its own", Unit.MONEY_PER_MONTH, 185, 150, 250, "one price list (TechNoir Solutions); range our estimate"),
    ON_CALL("on-call", "One place on call, held all year", Unit.MONEY_PER_YEAR, 15_600, 7_800, 31_200, "our estimate: 300 a week, from 150 to 600"),
    SHARE_NIGHTS("fee.share-nights", "Part of a service's fee for its nights alone", Unit.SHARE, 0.30, 0.20, 0.50, "our estimate, from GRIT Services' 40-60 % with nights of the desk"),
    SHARE_OFFICE("fee.share-office", "Part of a service's fee for its office hours alone", Unit.SHARE, 0.80, 0.70, 0.90, "our estimate"),
    SHARE_SECOND("fee.share-second-line", "Part of a service's fee for its second line alone", Unit.SHARE, 0.45, 0.30, 0.60, "our estimate"),
    PLACE("fee.place", "A provider's place more (or less) than usual, of its fee", Unit.SHARE, 0.15, 0.08, 0.30, "our estimate"),
    RATE("rate", "Projects and ad hoc work of a provider", Unit.MONEY_PER_HOUR, 175, 100, 250, "Macon 2026; thinkunified.com");

    public enum Unit {
        MONEY_PER_YEAR("a year"),
        MONEY_PER_MONTH("a month"),
        MONEY_PER_USER_MONTH("per user and month"),
        MONEY_PER_FTE_YEAR("per full-time person and year"),
        MONEY_PER_HOUR("an hour"),
        SHARE("share"),
        FTE("full-time people");

        private final String words;

        Unit(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        public boolean isMoney() {
            return this != SHARE && this != FTE;
        }
    }

    private final String key;
    private final String title;
    private final Unit unit;
    private final Estimate usual;

    CostInput(String key, String title, Unit unit, double value, double low, double high, String source) {
        this.key = key;
        this.title = title;
        this.unit = unit;
        usual = new Estimate(value, low, high, source);
    }

    /// `pay.support`, as it is written in files.
    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    public Unit unit() {
        return unit;
    }

    /// The default.
    public Estimate usual() {
        return usual;
    }

    public static Optional<CostInput> find(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }
}
