package demarc.app.agreement.web;

import demarc.app.agreement.web.Sides.Side;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.Rule;
import demarc.core.agreement.Agreement.Service;
import demarc.core.agreement.Catalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Services and activities against the parties: who works, helps, answers, is asked and is told.
public record MatrixPage(Frame frame, Sides sides, Filter filter, List<Part> services, int found, int all) {

    /// @param party a side's key, or empty
    public record Filter(String q, String party, String service, boolean open) {
        boolean isEmpty() {
            return q.isBlank() && party.isBlank() && service.isBlank();
        }
    }

    /// One service.
    ///
    /// @param works   how many of its activities each side works on, and likewise who answers
    public record Part(String key, String code, String title, boolean open, List<Share> works, List<Share> answers, List<Row> rows) {}

    public record Share(Side side, int count) {}

    /// @param cells one for each side, in order
    public record Row(String code, String name, String title, String cadence, String proof, List<Cell> cells, String decision, String line, String address, List<String> escalation) {}

    public record Cell(Side side, boolean accountable, List<Letter> letters) {}

    /// @param letter R, H, C or I
    /// @param when   in which cases, empty for all
    public record Letter(String letter, String who, String when) {}

    static MatrixPage of(Frame frame, Filter filter) {
        var agreement = frame.inForce().agreement();
        var sides = Sides.of(agreement);
        var parts = new ArrayList<Part>();
        int found = 0;
        int all = 0;
        for (var service : agreement.services().values()) {
            all += service.activities().size();
            if (!filter.service.isBlank() && !filter.service.equals(service.key())) continue;
            var rows = service.activities().values().stream().filter(activity -> matches(filter, service, activity, agreement)).map(activity -> row(frame, sides, activity)).toList();
            if (rows.isEmpty()) continue;
            found += rows.size();
            parts.add(new Part(service.key(), service.code(), service.title(), filter.open || !filter.isEmpty(), works(sides, service), answers(sides, service), rows));
        }
        return new MatrixPage(frame, sides, filter, parts, found, all);
    }

    private static boolean matches(Filter filter, Service service, Activity activity, Agreement agreement) {
        if (!filter.party.isBlank() && activity.accountable().stream().noneMatch(claim -> claim.party().key().equals(filter.party))
                && activity.rules().stream().noneMatch(rule -> rule.responsible().party().key().equals(filter.party))) return false;
        var teams = activity.rules().stream().map(rule -> rule.responsible().title() + " " + rule.responsible().key()).collect(Collectors.joining(" "));
        var text = String.join(" ", service.title(), activity.key(), activity.code(), activity.title(), teams).toLowerCase(Locale.ROOT);
        for (var word : filter.q.toLowerCase(Locale.ROOT).strip().split("\\s+")) if (!text.contains(word)) return false;
        return true;
    }

    private static List<Share> works(Sides sides, Service service) {
        return sides.all().stream().map(side -> new Share(side, (int) service.activities().values().stream()
                .filter(activity -> activity.rules().stream().anyMatch(rule -> rule.responsible().party().key().equals(side.key()))).count())).filter(share -> share.count > 0).toList();
    }

    private static List<Share> answers(Sides sides, Service service) {
        return sides.all().stream().map(side -> new Share(side, (int) service.activities().values().stream()
                .filter(activity -> activity.accountable().stream().anyMatch(claim -> claim.party().key().equals(side.key()))).count())).filter(share -> share.count > 0).toList();
    }

    private static Row row(Frame frame, Sides sides, Activity activity) {
        var lines = java.util.Objects.requireNonNull(frame.shown()).lines(frame.client());
        var place = activity.rules().isEmpty() ? activity.at() : activity.rules().getFirst().at();
        var known = Catalogue.findActivity(activity.key());
        var kind = activity.decision();
        var steps = activity.rules().stream().flatMap(rule -> rule.escalation().stream().map(step -> "%s after %s%s".formatted(step.to().key(), step.after(), suffix(when(activity, rule))))).distinct().toList();
        return new Row(activity.code(), activity.name(), activity.title(), known.map(Catalogue.Activity::cadence).orElse(""), known.map(Catalogue.Activity::proof).orElse(""),
                cells(sides, activity), kind == null ? "" : kind.written().replace('-', ' '), lines.name(place), lines.address(place), steps);
    }

    private static String suffix(String when) {
        return when.isEmpty() ? "" : " (" + when + ")";
    }

    private record Said(String letter, Contact who) {}

    private static List<Cell> cells(Sides sides, Activity activity) {
        var said = new LinkedHashMap<Said, List<Rule>>();
        for (var rule : activity.rules()) add(said, "R", rule.responsible(), rule);
        for (var rule : activity.rules()) for (var contact : rule.helpers()) add(said, "H", contact, rule);
        for (var rule : activity.rules()) for (var contact : rule.consulted()) add(said, "C", contact, rule);
        for (var rule : activity.rules()) for (var contact : rule.informed()) add(said, "I", contact, rule);
        return sides.all().stream().map(side -> new Cell(side,
                activity.accountable().stream().anyMatch(claim -> claim.party().key().equals(side.key())),
                said.entrySet().stream().filter(each -> each.getKey().who.party().key().equals(side.key())).map(each -> letter(activity, each)).toList())).toList();
    }

    private static void add(Map<Said, List<Rule>> said, String letter, Contact who, Rule rule) {
        said.computeIfAbsent(new Said(letter, who), _ -> new ArrayList<>()).add(rule);
    }

    private static Letter letter(Activity activity, Map.Entry<Said, List<Rule>> said) {
        var when = said.getValue().size() == activity.rules().size() ? "" : said.getValue().stream().map(rule -> when(activity, rule)).distinct().collect(Collectors.joining("; "));
        return new Letter(said.getKey().letter, title(said.getKey().who), when);
    }

    /// In which cases a rule holds, as its text says; empty for an activity's only rule.
    static String when(Activity activity, Rule rule) {
        if (activity.rules().size() == 1 && rule.when() == null) return "";
        var parts = new ArrayList<String>();
        if (!rule.priorities().isEmpty()) parts.add(new TreeSet<>(rule.priorities()).stream().map(Enum::name).collect(Collectors.joining(", ")));
        if (!rule.sites().isEmpty()) parts.add("at " + rule.sites().stream().map(Agreement.Site::name).collect(Collectors.joining(", ")));
        if (rule.when() != null) parts.add(rule.whenText());
        return parts.isEmpty() ? "otherwise" : String.join(" · ", parts);
    }

    static String title(Contact contact) {
        return switch (contact) {
            case Agreement.Team team -> team.title();
            case Agreement.Person person -> person.title();
        };
    }
}
