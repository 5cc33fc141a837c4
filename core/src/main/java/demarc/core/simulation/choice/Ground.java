package demarc.core.simulation.choice;

import demarc.core.agreement.Agreement.Escalation;
import demarc.core.agreement.Agreement.Team;
import demarc.core.agreement.Assignment;
import demarc.core.agreement.Compilation;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
import demarc.core.agreement.ServiceLevel;
import demarc.core.simulation.Promises;
import demarc.core.simulation.World;
import demarc.core.worktime.WorkCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What a question's agreements have in common, by the agreement's own code: its calendars and promises, and what each shipped template says about
/// the question's services.
final class Ground {

    static final String DEFAULT = "co-managed/keep-the-desk";
    private static final int PRIORITIES = Priority.values().length;

    private final Question question;
    /// Compiled when they are asked for: most readers want one of them.
    private final Map<String, InForce> templates = new ConcurrentHashMap<>();
    private final WorkCalendar office;
    private final WorkCalendar nights;
    private final WorkCalendar always;
    /// By service and priority: does a promise run outside office hours, so that somebody must be woken?
    private final boolean[][] urgent;

    Ground(Question question) {
        this.question = question;
        var base = base();
        office = base.calendar("office");
        nights = base.calendar(office.hours().complement());
        always = base.calendar("always");
        urgent = new boolean[question.services().size()][PRIORITIES];
        for (int s = 0; s < urgent.length; s++)
            for (var priority : Priority.values()) {
                var clock = base.calendar(base.level(base.activity(question.services().get(s).activity()), priority).clock());
                urgent[s][priority.ordinal()] = priority.ordinal() < 2 && clock.hours().overlaps(nights.hours());
            }
    }

    private InForce compiled(String template) {
        var text = new StringBuilder();
        AgreementText.head(text, question.terms(), template, !template.equals("internal"));
        AgreementText.levels(text, question.terms());
        var compiled = Compilation.of(template, text.toString());
        if (compiled.agreement() == null)
            throw new IllegalArgumentException("the question's terms make no agreement:\n" + compiled.findings().stream().map(each -> each.at() + ": " + each.message()).reduce("", (a, b) -> a + b + "\n"));
        return InForce.of(compiled.agreement());
    }

    InForce template(String name) {
        return templates.computeIfAbsent(name, this::compiled);
    }

    /// The agreement whose calendars and promises hold for all.
    InForce base() {
        return template(DEFAULT);
    }

    WorkCalendar office() {
        return office;
    }

    WorkCalendar nights() {
        return nights;
    }

    WorkCalendar always() {
        return always;
    }

    boolean isUrgent(int service, int priority) {
        return priority < PRIORITIES && urgent[service][priority];
    }

    List<Priority> urgent(int service) {
        var all = new ArrayList<Priority>();
        for (var priority : Priority.values()) if (urgent[service][priority.ordinal()]) all.add(priority);
        return all;
    }

    /// What is promised to the tickets of a world in which each service stands twice (see [Load]), and by when planned work is due.
    Promises.Rule promised(Worlds worlds) {
        int services = question.services().size();
        var levels = new ServiceLevel[services * PRIORITIES];
        var clocks = new WorkCalendar[levels.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = base().level(base().activity(question.services().get(i / PRIORITIES).activity()), Priority.values()[i % PRIORITIES]);
            clocks[i] = base().calendar(levels[i].clock());
        }
        return new Promises.Rule() {
            @Override
            public long respondBy(int service, int priority, long opened) {
                if (priority >= PRIORITIES) return World.NEVER;
                int i = service / 2 * PRIORITIES + priority;
                return levels[i].respond().due(clocks[i], opened);
            }

            @Override
            public long resolveBy(int service, int priority, long opened) {
                if (priority >= PRIORITIES) return worlds.plannedDue(service / 2, opened);
                int i = service / 2 * PRIORITIES + priority;
                return levels[i].resolve().due(clocks[i], opened);
            }
        };
    }

    // --- who has a service

    /// Who a team is in the simulation: the internal team, whoever has its nights, or the provider.
    enum Role { TEAM, NIGHTS, PROVIDER }

    static Role role(Team team) {
        if (!team.party().isClient()) return Role.PROVIDER;
        return team.key().equals("it-on-call") ? Role.NIGHTS : Role.TEAM;
    }

    /// Who has each priority in office hours and outside them, and whether the team passes work on to the provider.
    record Hands(List<Role> office, List<Role> nights, boolean passes) {}

    Hands hands(InForce agreement, String activity) {
        int index = agreement.index(activity);
        int day = slot(office);
        int night = slot(nights);
        var inside = new ArrayList<Role>();
        var outside = new ArrayList<Role>();
        boolean passes = false;
        for (int priority = 0; priority < PRIORITIES; priority++) {
            var byDay = at(agreement, index, priority, day);
            inside.add(role(byDay.responsible()));
            outside.add(role(at(agreement, index, priority, night).responsible()));
            passes |= role(byDay.responsible()) != Role.PROVIDER && byDay.escalation().stream().map(Escalation::to).anyMatch(to -> to instanceof Team team && role(team) == Role.PROVIDER);
        }
        return new Hands(inside, outside, passes);
    }

    private static Assignment at(InForce agreement, int activity, int priority, int slot) {
        var answer = agreement.atSlot(activity, priority, 0, slot);
        if (answer == null) throw new IllegalStateException("a shipped template has no answer for activity %d, P%d".formatted(activity, priority + 1));
        return answer;
    }

    private static int slot(WorkCalendar hours) {
        return hours.hours().isEmpty() ? 0 : hours.hours().openAt(0) ? 0 : hours.hours().nextOpen(0);
    }

    /// What a split with this cover means for a service.
    Hands hands(int service, Split split, Cover cover) {
        var inside = new ArrayList<Role>();
        var outside = new ArrayList<Role>();
        for (int priority = 0; priority < PRIORITIES; priority++) {
            inside.add(split == Split.PROVIDER ? Role.PROVIDER : Role.TEAM);
            outside.add(!split.isNightsInternal() ? Role.PROVIDER : isNight(service, priority, cover) ? Role.NIGHTS : Role.TEAM);
        }
        return new Hands(inside, outside, split == Split.BY_TIER);
    }

    /// Does the internal team's night crew take it?
    boolean isNight(int service, int priority, Cover cover) {
        return cover == Cover.SEAT || cover == Cover.ON_CALL && isUrgent(service, priority);
    }

    /// The split that comes nearest to what a template says of a service.
    Split split(InForce agreement, int service) {
        var hands = hands(agreement, question.services().get(service).activity());
        long inside = hands.office.stream().filter(role -> role == Role.PROVIDER).count();
        long outside = hands.nights.stream().filter(role -> role == Role.PROVIDER).count();
        if (inside >= 2) return Split.PROVIDER;
        if (outside >= 2) return Split.BY_HOURS;
        return hands.passes ? Split.BY_TIER : Split.INTERNAL;
    }

    List<Split> splits(String template) {
        var splits = new ArrayList<Split>();
        for (int s = 0; s < question.services().size(); s++) splits.add(split(template(template), s));
        return splits;
    }
}
