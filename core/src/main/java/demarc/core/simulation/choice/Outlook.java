package demarc.core.simulation.choice;

import demarc.core.simulation.Estimate;
import java.util.ArrayList;
import java.util.List;

/// What the next three years may bring. All of it is somebody's estimate, shown and editable.
///
/// @param users           growth of users and sites in a year
/// @param threats         growth of security work in a year, beside that
/// @param leaving         chance that somebody leaves the internal team in three years, for each person
/// @param quartersToFill  how long a place then stays empty
/// @param regulation      chance of a new regulation in three years
/// @param regulationWork  times as much compliance, documents and security work under it
/// @param acquisition     chance of an acquisition (or a new line of business) in three years
/// @param acquisitionSize growth of users by it
public record Outlook(Estimate users, Estimate threats, Estimate leaving, int quartersToFill, Estimate regulation, Estimate regulationWork, Estimate acquisition, Estimate acquisitionSize) {

    public static final int QUARTERS = 12;
    static final int LEAVES = 3;
    static final int REGULATED = 5;
    static final int ACQUIRES = 6;

    public static Outlook usual() {
        return new Outlook(new Estimate(0.05, 0.00, 0.15, "our estimate; questionnaire Q19"), new Estimate(0.10, 0.00, 0.25, "our estimate"),
                new Estimate(0.22, 0.20, 0.25, "8 % a year (SIM survey in CACM 64(9), 2021)"), 1, new Estimate(0.20, 0.10, 0.40, "our estimate; questionnaire Q21"),
                new Estimate(1.5, 1.2, 2.0, "our estimate"), new Estimate(0.10, 0.05, 0.30, "our estimate; questionnaire Q19"), new Estimate(0.30, 0.15, 0.60, "our estimate"));
    }

    public Outlook withUsers(Estimate growth) {
        return new Outlook(growth, threats, leaving, quartersToFill, regulation, regulationWork, acquisition, acquisitionSize);
    }

    /// One way things may go.
    ///
    /// @param name        "likely growth, somebody leaves"
    /// @param probability before people are counted: the chance of `leaves` is that of one person
    public record Future(String name, double probability, double users, double threats, boolean leaves, boolean regulated, boolean acquires) {}

    /// All combinations; their probabilities add up to one.
    public List<Future> futures() {
        var all = new ArrayList<Future>();
        record Growth(String name, double share, double users, double threats) {}
        for (var growth : List.of(new Growth("likely growth", 0.5, users.value(), threats.value()), new Growth("slow growth", 0.25, users.low(), threats.low()), new Growth("fast growth", 0.25, users.high(), threats.high())))
            for (int events = 0; events < 8; events++) {
                boolean leaves = (events & 1) != 0;
                boolean regulated = (events & 2) != 0;
                boolean acquires = (events & 4) != 0;
                double probability = growth.share * (leaves ? leaving.value() : 1 - leaving.value()) * (regulated ? regulation.value() : 1 - regulation.value())
                        * (acquires ? acquisition.value() : 1 - acquisition.value());
                var name = new StringBuilder(growth.name);
                if (leaves) name.append(", somebody leaves");
                if (regulated) name.append(", new regulation");
                if (acquires) name.append(", an acquisition");
                all.add(new Future(name.toString(), probability, growth.users, growth.threats, leaves, regulated, acquires));
            }
        return all;
    }
}
