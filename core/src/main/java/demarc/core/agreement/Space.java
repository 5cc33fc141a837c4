package demarc.core.agreement;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Party;
import demarc.core.agreement.Agreement.Rule;
import demarc.core.agreement.Agreement.Service;
import demarc.core.agreement.Agreement.Site;
import demarc.core.worktime.Holidays;
import demarc.core.worktime.WeeklyHours;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// Every case of an agreement, with the rule that answers it: each activity, priority, site and minute of the eight-day week. Cases are
/// kept as sets of minutes, and activities of one service that share their rules are looked at once.
final class Space {

    /// What a rule may tell apart besides the minute.
    ///
    /// @param site null for "no site, or one that no rule of the activity names"
    record Cell(Priority priority, @Nullable Site site) {}

    /// The minutes of a cell that one rule answers; never empty.
    record Share(Rule rule, Cell cell, WeeklyHours minutes) {}

    /// The minutes of a cell that no rule answers; never empty.
    record Open(Cell cell, WeeklyHours minutes) {}

    /// Activities of one service with the same rules.
    record Ground(Service service, List<Activity> activities, List<Rule> rules, List<Cell> cells, List<Share> shares, List<Open> open) {

        /// What `rule` answers, cell by cell.
        List<Share> of(Rule rule) {
            return shares.stream().filter(share -> share.rule().equals(rule)).toList();
        }

        boolean namesSites() {
            return cells.size() > Priority.values().length;
        }
    }

    private final Agreement agreement;
    private final WeeklyHours minutes;
    private final List<Ground> grounds;

    private Space(Agreement agreement) {
        this.agreement = agreement;
        this.minutes = agreement.holidays() == Holidays.none() ? WeeklyHours.HOLIDAYS.complement() : WeeklyHours.ALWAYS;
        this.grounds = agreement.services().values().stream().flatMap(service -> grounds(service).stream()).toList();
    }

    static Space of(Agreement agreement) {
        return new Space(agreement);
    }

    Agreement agreement() {
        return agreement;
    }

    List<Ground> grounds() {
        return grounds;
    }

    /// Every minute there is: without the holiday day when the agreement knows no holidays.
    WeeklyHours minutes() {
        return minutes;
    }

    @Nullable ServiceLevel level(Service service, Priority priority) {
        var own = service.levels().get(priority);
        return own != null ? own : agreement.serviceLevels().get(priority);
    }

    /// The minutes in which the clock of a level runs.
    WeeklyHours clock(ServiceLevel level) {
        return clock(agreement, level);
    }

    static WeeklyHours clock(Agreement agreement, ServiceLevel level) {
        var hours = agreement.hours().get(level.clock());
        return hours == null ? WeeklyHours.ALWAYS : hours.weekly();
    }

    /// Providers that answer for an activity or do it in some case.
    static SequencedSet<Party> providersOf(Ground ground, Activity activity) {
        var parties = new LinkedHashSet<Party>();
        for (var claim : activity.accountable()) if (!claim.party().isClient()) parties.add(claim.party());
        for (var share : ground.shares()) {
            var party = share.rule().responsible().party();
            if (!party.isClient()) parties.add(party);
        }
        return parties;
    }

    private List<Ground> grounds(Service service) {
        var byRules = new LinkedHashMap<List<Rule>, List<Activity>>();
        for (var activity : service.activities().values()) byRules.computeIfAbsent(activity.rules(), _ -> new ArrayList<>()).add(activity);
        var all = new ArrayList<Ground>();
        byRules.forEach((rules, activities) -> all.add(ground(service, activities, rules)));
        return all;
    }

    private Ground ground(Service service, List<Activity> activities, List<Rule> rules) {
        var cells = cells(rules);
        var shares = new ArrayList<Share>();
        var open = new ArrayList<Open>();
        for (var cell : cells) {
            var left = minutes;
            for (var rule : rules) {
                if (!covers(rule, cell)) continue;
                var answered = rule.when() == null ? left : left.and(rule.when());
                if (answered.isEmpty()) continue;
                shares.add(new Share(rule, cell, answered));
                left = left.minus(answered);
            }
            if (!left.isEmpty()) open.add(new Open(cell, left));
        }
        return new Ground(service, activities, rules, cells, shares, open);
    }

    private static List<Cell> cells(List<Rule> rules) {
        var named = new LinkedHashSet<@Nullable Site>();
        named.add(null);
        for (var rule : rules) named.addAll(rule.sites());
        var cells = new ArrayList<Cell>();
        for (var site : named) for (var priority : Priority.values()) cells.add(new Cell(priority, site));
        return cells;
    }

    private static boolean covers(Rule rule, Cell cell) {
        return (rule.priorities().isEmpty() || rule.priorities().contains(cell.priority()))
                && (rule.sites().isEmpty() || cell.site() != null && rule.sites().contains(cell.site()));
    }
}
