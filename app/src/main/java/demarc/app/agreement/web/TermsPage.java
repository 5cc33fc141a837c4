package demarc.app.agreement.web;

import demarc.core.agreement.Agreement;
import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Agreement.DecisionRule;
import demarc.core.agreement.Agreement.TimeOut;
import demarc.core.agreement.Priority;
import demarc.core.agreement.ServiceLevel;
import demarc.core.agreement.Target;
import demarc.core.agreement.WaitingOn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is promised and how fast, who decides and what follows when they do not, who these people are and when they can be reached.
public record TermsPage(
        Frame frame, Sides sides, List<Level> levels, List<Override> overrides, List<Pause> pauses, List<Kind> decisions, List<TeamRow> teams, List<PostRow> posts, List<HoursRow> hours, String boundary, List<String> frameworks) {

    public record Level(String name, String respond, String resolve, String update, String clock, String attainment) {}

    /// A service's own word on one priority.
    public record Override(String service, Level level) {}

    public record Pause(String reason, String priorities) {}

    /// One kind of decision, and its steps in words: asked, decided by, within, then.
    public record Kind(String name, List<Path> paths) {}

    /// @param css the decider's side; empty for "whoever does the work"
    public record Path(String amount, String by, String holder, String css, String within, String then, String review, String line, String address) {}

    public record TeamRow(String title, String key, String css, String party, String hours, int people, String skills) {}

    /// @param holder empty when nobody holds the post
    public record PostRow(String title, String key, String css, String party, String reachable, String holder, String deputy) {}

    public record HoursRow(String name, String text, String weekly) {}

    /// @param holders who holds a post in the directory, empty when nobody does
    static TermsPage of(Frame frame, Function<Contact, String> holders) {
        var agreement = frame.inForce().agreement();
        var sides = Sides.of(agreement);
        var levels = new ArrayList<Level>();
        agreement.serviceLevels().forEach((priority, level) -> levels.add(level(priority.name(), level)));
        if (agreement.requestLevel() != null) levels.add(level("Request", agreement.requestLevel()));
        var overrides = new ArrayList<Override>();
        for (var service : agreement.services().values())
            service.levels().forEach((priority, level) -> {
                if (!level.equals(agreement.serviceLevels().get(priority))) overrides.add(new Override(service.title(), level(priority.name(), level)));
            });
        return new TermsPage(frame, sides, levels, overrides, pauses(agreement), decisions(frame, sides, agreement, holders),
                agreement.teams().values().stream().map(team -> new TeamRow(team.title(), team.key(), sides.of(team.party()).css(), team.party().name(), inWords(team.hours()), team.people(), String.join(", ", team.skills()))).toList(),
                agreement.people().values().stream().map(post -> post(agreement, sides, post, holders)).toList(),
                agreement.hours().values().stream().map(hours -> new HoursRow(hours.name(), hours.weekly().toString(), hours.weekly().minutesPerWeek() / 60 + " h a week")).toList(),
                boundary(agreement), agreement.compliance().stream().map(Agreement.Framework::name).toList());
    }

    private static Level level(String name, ServiceLevel level) {
        return new Level(name, level.respond().toString(), level.resolve().toString(), text(level.update()), level.clock(), level.attainmentPercent() + " %");
    }

    private static String text(@Nullable Target target) {
        return target == null ? "" : target.toString();
    }

    private static List<Pause> pauses(Agreement agreement) {
        return Arrays.stream(WaitingOn.values()).map(reason -> {
            var stopped = Arrays.stream(Priority.values()).filter(priority -> agreement.pauses().stops(reason, priority)).map(Enum::name).toList();
            return new Pause(inWords(reason), stopped.isEmpty() ? "never stops the clock" : stopped.size() == Priority.values().length ? "stops every clock" : "stops the clock of " + String.join(", ", stopped));
        }).toList();
    }

    private static String inWords(WaitingOn reason) {
        return switch (reason) {
            case REQUESTER -> "Waiting for the requester";
            case CLIENT -> "Waiting for the client";
            case VENDOR -> "Waiting for a vendor";
            case PARTS -> "Waiting for parts";
            case SCHEDULED -> "Waiting for an appointment";
            case DECISION -> "Waiting for a decision";
        };
    }

    private static List<Kind> decisions(Frame frame, Sides sides, Agreement agreement, Function<Contact, String> holders) {
        var kinds = new ArrayList<Kind>();
        for (var kind : DecisionKind.values()) {
            var rules = agreement.decisions().getOrDefault(kind, List.of());
            if (!rules.isEmpty()) kinds.add(new Kind(sentence(kind.written()), rules.stream().map(rule -> path(frame, sides, rule, rules.size() > 1, holders)).toList()));
        }
        return kinds;
    }

    private static String sentence(String key) {
        return key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1).replace('-', ' ');
    }

    private static Path path(Frame frame, Sides sides, DecisionRule rule, boolean banded, Function<Contact, String> holders) {
        var lines = java.util.Objects.requireNonNull(frame.shown()).lines(frame.client());
        var by = rule.by();
        var amount = rule.upTo() != null ? "up to " + rule.upTo().human() : banded ? "any larger amount" : "";
        return new Path(amount, by == null ? "Whoever does the work" : MatrixPage.title(by), by == null ? "" : holders.apply(by), by == null ? "" : sides.of(by.party()).css(),
                rule.within() == null ? "" : "within " + rule.within(), then(rule), rule.review() == null ? "" : "reviewed by %s within %s".formatted(MatrixPage.title(rule.review().by()), rule.review().within()),
                lines.name(rule.at()), lines.address(rule.at()));
    }

    private static String then(DecisionRule rule) {
        return switch (rule.then()) {
            case null -> "";
            case TimeOut.Proceed _ -> "else it goes ahead";
            case TimeOut.Refuse _ -> "else it is refused";
            case TimeOut.Escalate(var to) -> "else %s decides".formatted(MatrixPage.title(to));
        };
    }

    private static PostRow post(Agreement agreement, Sides sides, Agreement.Person post, Function<Contact, String> holders) {
        var deputy = post.deputy() == null ? "" : agreement.people().containsKey(post.deputy()) ? agreement.people().get(post.deputy()).title() : post.deputy();
        return new PostRow(post.title(), post.key(), sides.of(post.party()).css(), post.party().name(), inWords(post.hours()), holders.apply(post), deputy);
    }

    private static String inWords(Agreement.Hours hours) {
        return hours.name().equals(hours.weekly().toString()) ? hours.name() : "%s (%s)".formatted(hours.name(), hours.weekly());
    }

    private static String boundary(Agreement agreement) {
        return switch (agreement.boundary()) {
            case STAY -> "Work in progress stays with its team when the hours change.";
            case UNSTARTED -> "Work that nobody has started moves to the team whose hours begin; the rest stays.";
            case ALL -> "All open work moves to the team whose hours begin.";
        };
    }
}
