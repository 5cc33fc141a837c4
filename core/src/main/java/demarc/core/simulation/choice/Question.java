package demarc.core.simulation.choice;

import demarc.core.simulation.CostInputs;
import demarc.core.simulation.Estimate;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is to be decided: which services may go where, who there may be, and what that is worth.
///
/// @param terms         what every plan's agreement has in common
/// @param services      in the order of the worlds' services
/// @param people        the internal team's least and most
/// @param covers        what may become of the internal team's work outside office hours
/// @param agents        the provider's least and most
/// @param usualAgents   as many as its usual fee pays for
/// @param providerHours whether the provider may work day and night (`true`), office hours only (`false`), or either
/// @param users         people who are served
/// @param projectHours  hours of projects in a year, paid by the hour where the provider does them
/// @param absence       share of working days on which somebody is away
/// @param productive    share of people's hours that goes into tickets and planned work
/// @param leastPromises plans that keep a smaller share are left out
/// @param today         how it is done today; null when nobody says
public record Question(
        Terms terms, List<Service> services, Range people, Set<Cover> covers, Range agents, int usualAgents, Set<Boolean> providerHours,
        double users, double projectHours, CostInputs costs, Estimate absence, Estimate productive, double leastPromises, @Nullable Plan today) {

    public static final int MOST_SERVICES = 14;

    /// @param holidays as in an agreement: `US-IL` or `none`
    /// @param office   as in an agreement: `mon-fri 08:00-18:00`
    /// @param levels   promises that differ from the standard policy, as lines of an agreement's `service-levels:`; often empty
    public record Terms(String client, String providerKey, String provider, ZoneId zone, String holidays, String office, List<String> levels, LocalDate effective) {
        public Terms {
            levels = List.copyOf(levels);
        }
    }

    /// @param key      of the agreement's catalogue: `help-desk`
    /// @param activity the one that stands for the service: `help-desk/first-line`
    /// @param may      the splits it may take; one of them fixes it
    public record Service(String key, String activity, Set<Split> may) {
        public Service {
            if (may.isEmpty()) throw new IllegalArgumentException("service (%s) may be split in no way: give at least one".formatted(key));
            may = java.util.Collections.unmodifiableSet(EnumSet.copyOf(may));
        }

        /// A service of the catalogue, with the activity that usually stands for it.
        public static Service of(String key, Set<Split> may) {
            return new Service(key, key + "/" + Texts.usualActivity(key), may);
        }
    }

    /// @param step from one number to the next that is tried; `most - least` is a multiple of it
    public record Range(int least, int most, int step) {
        public Range {
            if (least < 0 || least > most || most > Plan.MOST || step < 1 || (most - least) % step != 0) throw new IllegalArgumentException("a range of people from (%d) to (%d) by (%d)".formatted(least, most, step));
        }

        public Range(int least, int most) {
            this(least, most, 1);
        }

        boolean has(int number) {
            return number >= least && number <= most && (number - least) % step == 0;
        }

        int middle() {
            return least + ((most - least) / step + 1) / 2 * step;
        }

        /// How many numbers above nought it has.
        int size() {
            return (most - least) / step + (least == 0 ? 0 : 1);
        }

        int steps(int from, int to) {
            return Math.ceilDiv(Math.abs(from - to), step);
        }
    }

    public Question {
        services = List.copyOf(services);
        covers = java.util.Collections.unmodifiableSet(EnumSet.copyOf(covers));
        providerHours = Set.copyOf(providerHours);
        if (services.isEmpty() || services.size() > MOST_SERVICES) throw new IllegalArgumentException("from one to %d services can be split, not (%d)".formatted(MOST_SERVICES, services.size()));
        if (providerHours.isEmpty()) throw new IllegalArgumentException("say whether the provider may work day and night, office hours, or either");
        if (today != null && today.splits().size() != services.size()) throw new IllegalArgumentException("today's plan (%s) does not fit the (%d) services".formatted(today, services.size()));
    }

    /// All 14 services free, up to six people, a provider of up to five.
    public static Question usual(Terms terms, double users, CostInputs costs) {
        var all = Texts.SERVICES.keySet().stream().map(key -> Service.of(key, EnumSet.allOf(Split.class))).toList();
        return new Question(terms, all, new Range(0, 6), EnumSet.allOf(Cover.class), new Range(1, 5), 3, Set.of(true), users, 0, costs,
                new Estimate(0.12, 0.08, 0.15, "12 % of 2,080 hours (domain model, our estimate)"), new Estimate(0.70, 0.60, 0.80, "our estimate"), 0.80, null);
    }

    public Question withServices(List<Service> others) {
        return new Question(terms, others, people, covers, agents, usualAgents, providerHours, users, projectHours, costs, absence, productive, leastPromises, null);
    }

    public Question withToday(@Nullable Plan plan) {
        return new Question(terms, services, people, covers, agents, usualAgents, providerHours, users, projectHours, costs, absence, productive, leastPromises, plan);
    }

    public Question withStaff(Range someone, Set<Cover> nights, Range theirs, int usual, Set<Boolean> hours) {
        return new Question(terms, services, someone, nights, theirs, usual, hours, users, projectHours, costs, absence, productive, leastPromises, today);
    }

    public Question withCosts(CostInputs others) {
        return new Question(terms, services, people, covers, agents, usualAgents, providerHours, users, projectHours, others, absence, productive, leastPromises, today);
    }

    public Question withUsers(double number, double hoursOfProjects) {
        return new Question(terms, services, people, covers, agents, usualAgents, providerHours, number, hoursOfProjects, costs, absence, productive, leastPromises, today);
    }

    public Question withHours(Estimate away, Estimate usable) {
        return new Question(terms, services, people, covers, agents, usualAgents, providerHours, users, projectHours, costs, away, usable, leastPromises, today);
    }
}
