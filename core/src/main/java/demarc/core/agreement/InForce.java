package demarc.core.agreement;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Agreement.DecisionRule;
import demarc.core.agreement.Agreement.Site;
import demarc.core.agreement.Agreement.Team;
import demarc.core.money.Money;
import demarc.core.worktime.LocalWeek;
import demarc.core.worktime.WeeklyHours;
import demarc.core.worktime.WorkCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// An agreement compiled for answering. Immutable but for caches; one instance serves every thread.
///
/// All rules are tried once, when this is built: minutes of the week that no rule tells apart form a *segment*, and a table holds the
/// answer for each activity, priority, site and segment. A lookup is two array reads, however many rules there are.
public final class InForce {

    private static final int PRIORITIES = Priority.values().length;

    private final Agreement agreement;
    private final LocalWeek week;
    private final List<Activity> activities;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, Integer> sites = new HashMap<>();
    private final Segments segments;
    private final int siteCount;
    private final @Nullable Assignment[] cases;
    private final Map<WeeklyHours, WorkCalendar> calendars = new ConcurrentHashMap<>();
    private final Map<Watch, WeeklyHours> watches = new ConcurrentHashMap<>();

    /// A question whose answer is a set of minutes: when does this team hold this case?
    private record Watch(int activity, int priority, int site, Team team) {}

    /// A step of an escalation with its moment.
    public record Due(Contact to, Instant at, Place because) {}

    public static InForce of(Agreement agreement) {
        return new InForce(agreement);
    }

    private InForce(Agreement agreement) {
        this.agreement = agreement;
        this.week = new LocalWeek(agreement.zone(), agreement.holidays());
        this.activities = agreement.services().values().stream().flatMap(service -> service.activities().values().stream()).toList();
        for (var activity : activities) indexes.put(activity.key(), indexes.size());
        for (var site : agreement.sites().keySet()) sites.put(site, sites.size() + 1);
        this.siteCount = sites.size() + 1;
        this.segments = Segments.of(activities);
        this.cases = new Assignment[activities.size() * PRIORITIES * siteCount * segments.count()];
        for (var activity : activities) fill(activity);
    }

    private void fill(Activity activity) {
        if (activity.accountable().isEmpty()) throw new IllegalArgumentException("nobody is accountable for (%s)".formatted(activity.key()));
        var accountable = activity.accountable().getFirst().party();
        var none = new ArrayList<@Nullable Site>();
        none.add(null);
        none.addAll(agreement.sites().values());
        for (var priority : Priority.values()) {
            var answers = new Assignment[activity.rules().size()];
            for (int r = 0; r < answers.length; r++) {
                var rule = activity.rules().get(r);
                answers[r] = new Assignment(activity, priority, rule, rule.responsible(), accountable, level(activity, priority));
            }
            for (int site = 0; site < siteCount; site++) {
                int row = row(index(activity.key()), priority.ordinal(), site);
                for (int r = answers.length - 1; r >= 0; r--) {
                    var rule = activity.rules().get(r);
                    if (!rule.priorities().isEmpty() && !rule.priorities().contains(priority)) continue;
                    if (!rule.sites().isEmpty() && !rule.sites().contains(none.get(site))) continue;
                    for (int segment = 0; segment < segments.count(); segment++)
                        if (segments.within(segment, rule.when())) cases[row + segment] = answers[r];
                }
            }
        }
    }

    private int row(int activity, int priority, int site) {
        return ((activity * PRIORITIES + priority) * siteCount + site) * segments.count();
    }

    public Agreement agreement() {
        return agreement;
    }

    public LocalWeek week() {
        return week;
    }

    public Assignment assign(Activity activity, Priority priority, @Nullable Site site, Instant at) {
        return assign(index(activity.key()), priority.ordinal(), siteIndex(site), at.getEpochSecond());
    }

    /// The hot twin: no allocation.
    ///
    /// @param activity from [#index(String)]
    /// @param priority 0 for P1
    /// @param site     0 for no site, else from [#siteIndex]
    public Assignment assign(int activity, int priority, int site, long epochSecond) {
        var answer = cases[row(activity, priority, site) + segments.at(week.slot(epochSecond))];
        if (answer == null) throw gap(activity, priority, epochSecond);
        return answer;
    }

    /// The answer for one minute of the eight-day week, for pictures of it; null where no rule matches.
    public @Nullable Assignment atSlot(int activity, int priority, int site, int slot) {
        return cases[row(activity, priority, site) + segments.at(slot)];
    }

    private IllegalStateException gap(int activity, int priority, long epochSecond) {
        return new IllegalStateException("no rule of (%s) matches P%d at (%s)".formatted(activities.get(activity).key(), priority + 1,
                Instant.ofEpochSecond(epochSecond)));
    }

    /// @throws NoSuchElementException when the agreement has no such activity
    public int index(String activityKey) {
        var index = indexes.get(activityKey);
        if (index == null) throw new NoSuchElementException("no activity (%s) in agreement (%s)".formatted(activityKey, agreement.key()));
        return index;
    }

    public Activity activity(String key) {
        return activities.get(index(key));
    }

    public Optional<Activity> findActivity(String key) {
        return Optional.ofNullable(indexes.get(key)).map(activities::get);
    }

    /// In the agreement's order, which is the order of [#index(String)].
    public List<Activity> activities() {
        return activities;
    }

    /// 0 for no site.
    public int siteIndex(@Nullable Site site) {
        if (site == null) return 0;
        var index = sites.get(site.key());
        if (index == null) throw new NoSuchElementException("no site (%s) in agreement (%s)".formatted(site.key(), agreement.key()));
        return index;
    }

    /// What is promised for this activity: its service's own word, else the agreement's.
    public ServiceLevel level(Activity activity, Priority priority) {
        var service = agreement.services().get(activity.service());
        var own = service == null ? null : service.levels().get(priority);
        if (own != null) return own;
        var general = agreement.serviceLevels().get(priority);
        if (general == null) throw new IllegalArgumentException("nothing is promised for (%s) in agreement (%s)".formatted(priority,
                agreement.key()));
        return general;
    }

    public @Nullable ServiceLevel requestLevel() {
        return agreement.requestLevel();
    }

    /// The calendar of named hours, such as a service level's clock.
    public WorkCalendar calendar(String hoursName) {
        var hours = agreement.hours().get(hoursName);
        if (hours == null) throw new NoSuchElementException("no hours (%s) in agreement (%s)".formatted(hoursName, agreement.key()));
        return calendar(hours.weekly());
    }

    public WorkCalendar calendar(WeeklyHours hours) {
        return calendars.computeIfAbsent(hours, each -> new WorkCalendar(each, week));
    }

    public boolean onDuty(Contact contact, Instant at) {
        return calendar(contact.hours().weekly()).open(at);
    }

    /// When another team becomes responsible for this case than at `at`; null when none ever does.
    public @Nullable Instant nextChange(Activity activity, Priority priority, @Nullable Site site, Instant at) {
        var team = assign(activity, priority, site, at).responsible();
        var held = watches.computeIfAbsent(new Watch(index(activity.key()), priority.ordinal(), siteIndex(site), team), this::minutesHeld);
        return held.isAlways() ? null : calendar(held).nextChange(at);
    }

    private WeeklyHours minutesHeld(Watch watch) {
        int row = row(watch.activity, watch.priority, watch.site);
        return segments.minutes(segment -> {
            var answer = cases[row + segment];
            return answer != null && answer.responsible().equals(watch.team);
        });
    }

    /// Who decides on this case. Amounts pick the band of spend and vendor commitments; without one, or in another currency than the
    /// agreement's, the last band decides, which is the highest authority. A kind that the agreement does not name is decided by whoever
    /// does the work.
    public Decision decide(DecisionKind kind, @Nullable Money amount, Assignment assignment, Instant asked) {
        var rules = agreement.decisions().getOrDefault(kind, List.of());
        if (rules.isEmpty()) return new Decision(kind, assignment.responsible(), null, null, null, agreement.at());
        var rule = band(rules, amount);
        var decider = rule.by();
        var by = decider == null ? assignment.responsible() : decider;
        var within = rule.within();
        return new Decision(kind, by, within == null ? null : deadline(kind, within, by, asked), rule.then(), rule.review(), rule.at());
    }

    private static DecisionRule band(List<DecisionRule> rules, @Nullable Money amount) {
        for (var rule : rules) {
            var upTo = rule.upTo();
            if (upTo == null || amount != null && amount.currency().equals(upTo.currency()) && amount.compareTo(upTo) <= 0) return rule;
        }
        return rules.getLast();
    }

    /// Containment and emergency changes cannot wait for the morning: their minutes run around the clock. Every other limit runs on the
    /// hours in which the decider can be reached.
    private Instant deadline(DecisionKind kind, Target within, Contact by, Instant asked) {
        boolean urgent = kind == DecisionKind.CONTAINMENT || kind == DecisionKind.EMERGENCY_CHANGE;
        if (urgent && within instanceof Target.Working(var time)) return asked.plus(time);
        return within.due(calendar(by.hours().weekly()), asked);
    }

    /// When each step of the escalation is due if nothing moves from `since` on, on the clock of the case's service level.
    public List<Due> escalationsFrom(Assignment assignment, Instant since) {
        var clock = calendar(assignment.level().clock());
        return assignment.escalation().stream().map(step -> new Due(step.to(), step.after().due(clock, since), step.at())).toList();
    }
}
