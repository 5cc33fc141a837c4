package demarc.core.agreement;

import demarc.core.agreement.Agreement.Boundary;
import demarc.core.agreement.Agreement.Framework;
import demarc.core.agreement.Agreement.Hours;
import demarc.core.agreement.Agreement.Model;
import demarc.core.agreement.Agreement.Party;
import demarc.core.agreement.Agreement.Person;
import demarc.core.agreement.Agreement.ReviewCycle;
import demarc.core.agreement.Agreement.Site;
import demarc.core.agreement.Agreement.Team;
import demarc.core.agreement.Tree.Mapping;
import demarc.core.agreement.Tree.Scalar;
import demarc.core.worktime.Holidays;
import demarc.core.worktime.HoursError;
import demarc.core.worktime.WeeklyHours;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text to [Agreement]: names known, inheritance applied, every plain mistake reported in one run. What needs the whole space of cases is
/// the checker's. This file reads who takes part; [ServicesReader] who does what; [TermsReader] decisions, promises and prices.
final class Reader {

    /// Of the whole text.
    static final List<String> KEYS = List.of(
            "agreement", "version", "effective", "extends", "client", "providers", "model", "time-zone", "holidays", "at-boundary", "review",
            "hours", "teams", "people", "sites",
            "services", "decisions", "service-levels", "pauses", "fees", "compliance");

    private static final Map<String, Model> MODELS = Map.of("fully-managed", Model.FULLY_MANAGED, "co-managed", Model.CO_MANAGED,
            "internal", Model.INTERNAL);
    private static final Map<String, Boundary> BOUNDARIES = Map.of("stay", Boundary.STAY, "unstarted", Boundary.UNSTARTED, "all", Boundary.ALL);
    private static final int QUARTER = 3;
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2199;
    private static final Pattern REVIEW = Pattern.compile("every (?:([1-9]\\d{0,2}) )?months?");
    private static final Pattern KEY = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final String file;
    private final String text;
    private final Report report;
    private final Names names;

    private Reader(String file, String text, Report report) {
        this.file = file;
        this.text = text;
        this.report = report;
        this.names = new Names(report);
    }

    /// The agreement, or null when the report has errors.
    static @Nullable Agreement read(String file, String text, Report report) {
        var tree = Yaml.read(file, text, report);
        if (tree == null) return null;
        if (!(tree instanceof Mapping written)) {
            report.error("bad-value", tree.at(), "An agreement is a map that begins with 'agreement:'.", "See a shipped template for the shape.");
            return null;
        }
        var whole = Templates.inherited(written, report);
        var agreement = whole == null ? null : new Reader(file, text, report).agreement(whole);
        return report.hasErrors() ? null : agreement;
    }

    private @Nullable Agreement agreement(Mapping root) {
        var top = Fields.of(root, "an agreement", report, KEYS);
        if (top == null) return null;
        var client = client(top);
        var key = key(top, client);
        int version = top.number("version", 1, 1_000_000, 1);
        var effective = effective(top);
        providers(top);
        var modelAt = top.at("model");
        var model = top.choice("model", MODELS);
        if (!top.has("model")) report.error("missing", top.at(), "'model:' is missing in an agreement.",
                "Add one of: model: fully-managed, model: co-managed, model: internal");
        var zone = zone(top);
        var holidays = holidays(top);
        var boundary = top.choice("at-boundary", BOUNDARIES);
        var review = review(top);
        hours(top);
        teams(top);
        people(top);
        sites(top);

        var terms = new TermsReader(names, report);
        var levels = terms.levels(top.get("service-levels"), top.at(), true);
        var request = terms.request(top.get("service-levels"));
        var services = new ServicesReader(names, terms, levels, report).services(top);
        var decisions = terms.decisions(top.get("decisions"));
        var pauses = terms.pauses(top.get("pauses"));
        var fees = new FeesReader(names, services, report).fees(top.get("fees"));
        var compliance = compliance(top);

        if (report.hasErrors() || effective == null || model == null || zone == null) return null;
        return new Agreement(
                file, text, sha256(text), top.at(), key, version, effective, client,
                names.parties.values().stream().filter(party -> !party.isClient()).toList(), model, modelAt, zone, holidays,
                boundary == null ? Boundary.STAY : boundary, names.hours, names.teams, names.people, names.sites, services, decisions,
                levels, request, pauses, review, fees, compliance);
    }

    private Party client(Fields top) {
        var name = top.requiredText("client", "Add the client's name, for example: client: Harbor Dental Group");
        var client = new Party("client", name == null ? "client" : name, true, top.at("client"));
        names.parties.put("client", client);
        return client;
    }

    private String key(Fields top, Party client) {
        var key = top.text("agreement");
        if (key == null) return slug(client.name());
        if (!KEY.matcher(key).matches())
            report.error("bad-value", top.at("agreement"), "'%s' cannot name an agreement.".formatted(key),
                    "Use small letters, digits and hyphens: %s".formatted(slug(key)));
        return key;
    }

    private @Nullable LocalDate effective(Fields top) {
        var tree = top.required("effective", "Add the first day it holds, for example: effective: 2026-07-01");
        return tree == null ? null : date(tree, "effective");
    }

    private @Nullable LocalDate date(Tree tree, String key) {
        var word = Fields.text(tree, key, report);
        if (word == null) return null;
        try {
            var date = LocalDate.parse(word);
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) return date;
            report.error("bad-date", tree.at(), "'%s' lies outside the years %d to %d.".formatted(word, FIRST_YEAR, LAST_YEAR), "Check the year.");
            return null;
        } catch (DateTimeException e) {
            var reason = word.matches("\\d{4}-\\d{2}-\\d{2}") ? "'%s' is not a day of the calendar.".formatted(word) : "'%s' is not a date.".formatted(word);
            report.error("bad-date", tree.at(), reason, "Write year-month-day: 2026-07-01");
            return null;
        }
    }

    private void providers(Fields top) {
        Fields.each(top.get("providers"), "providers", report, (key, entry) -> {
            if (!fresh(key, entry.keyAt(), names.parties, "party")) return;
            var name = Fields.text(entry.value(), key, report);
            if (name == null) names.broken.add(key);
            else names.parties.put(key, new Party(key, name, false, entry.keyAt()));
        });
    }

    private @Nullable ZoneId zone(Fields top) {
        var name = top.requiredText("time-zone", "Add the client's zone, for example: time-zone: America/Chicago");
        if (name == null) return null;
        if (ZoneId.getAvailableZoneIds().contains(name)) return ZoneId.of(name);
        var value = top.get("time-zone");
        report.unknown(value == null ? top.at() : value.at(), "time zone", name, ZoneId.getAvailableZoneIds());
        return null;
    }

    private Holidays holidays(Fields top) {
        var tree = top.get("holidays");
        if (tree == null) return Holidays.none();
        if (tree instanceof Scalar) return calendar(tree);
        var fields = Fields.of(tree, "holidays", report, List.of("calendar", "also", "except"));
        if (fields == null) return Holidays.none();
        var calendar = fields.get("calendar");
        var holidays = calendar == null ? Holidays.none() : calendar(calendar);
        for (var item : Tree.listOf(fields.get("also"))) {
            var date = date(item, "also");
            if (date != null) holidays = holidays.plus(date);
        }
        for (var item : Tree.listOf(fields.get("except"))) {
            var date = date(item, "except");
            if (date != null) holidays = holidays.minus(date);
        }
        return holidays;
    }

    private Holidays calendar(Tree tree) {
        var word = Fields.text(tree, "holidays", report);
        if (word == null) return Holidays.none();
        try {
            return Holidays.of(word);
        } catch (IllegalArgumentException e) {
            report.error("unknown-name", tree.at(), String.valueOf(e.getMessage()),
                    "Write a country, or a country and region: US-IL. 'none' has no holidays.");
            return Holidays.none();
        }
    }

    /// Every quarter unless the text says otherwise.
    private ReviewCycle review(Fields top) {
        var at = top.has("review") ? top.at("review") : top.at();
        var word = top.text("review");
        if (word == null) return new ReviewCycle(QUARTER, at);
        if (word.equals("never")) return new ReviewCycle(null, at);
        var cycle = REVIEW.matcher(word);
        if (cycle.matches()) return new ReviewCycle(cycle.group(1) == null ? 1 : Integer.parseInt(cycle.group(1)), at);
        report.error("bad-unit", at, "'%s' is not how often something is reviewed.".formatted(word), "Write: review: every 3 months");
        return new ReviewCycle(QUARTER, at);
    }

    private void hours(Fields top) {
        Fields.each(top.get("hours"), "hours", report, (key, entry) -> {
            if (!fresh(key, entry.keyAt(), names.hours, "hours")) return;
            var word = Fields.text(entry.value(), key, report);
            if (word != null) {
                try {
                    var weekly = WeeklyHours.parse(word);
                    names.hours.put(key, new Hours(key, weekly, entry.keyAt()));
                    return;
                } catch (HoursError e) {
                    names.badHours(e, entry.value());
                }
            }
            names.broken.add(key);
        });
        names.hours.putIfAbsent("always", new Hours("always", WeeklyHours.parse("24x7"), top.at("hours")));
    }

    private void teams(Fields top) {
        Fields.each(top.get("teams"), "teams", report, (key, entry) -> {
            if (!fresh(key, entry.keyAt(), names.teams, "team")) return;
            var fields = Fields.of(entry.value(), "a team", report, List.of("party", "hours", "people", "skills", "title"));
            var party = fields == null ? null : party(fields);
            var hours = fields == null ? null : hours(fields, "hours", "Say when the team is on duty, for example: hours: mon-fri 08:00-18:00");
            if (fields == null || party == null || hours == null) {
                names.broken.add(key);
                return;
            }
            var skills = new LinkedHashSet<String>();
            for (var item : Tree.listOf(fields.get("skills"))) {
                var skill = Fields.text(item, "skills", report);
                if (skill != null) skills.add(skill);
            }
            names.teams.put(key, new Team(key, title(fields, key), party, hours, fields.number("people", 1, 100_000, 1), skills, entry.keyAt()));
        });
    }

    private void people(Fields top) {
        var deputies = new ArrayList<Tree>();
        Fields.each(top.get("people"), "people", report, (key, entry) -> {
            if (!fresh(key, entry.keyAt(), names.people, "person")) return;
            var team = names.teams.get(key);
            if (team != null) {
                report.error("duplicate-key", entry.keyAt(), "'%s' is a team already; a person needs a name of their own.".formatted(key),
                        "Rename one of them.", new Finding.Related(team.at(), "the team"));
                return;
            }
            var fields = Fields.of(entry.value(), "a person", report, List.of("party", "reachable", "deputy", "title"));
            var party = fields == null ? null : party(fields);
            var hours = fields == null ? null : hours(fields, "reachable", "Say when the person can be reached, for example: reachable: office");
            if (fields == null || party == null || hours == null) {
                names.broken.add(key);
                return;
            }
            var deputy = fields.get("deputy");
            if (deputy instanceof Scalar word && word.text().strip().equals(key))
                report.error("bad-value", deputy.at(), "'%s' is named as their own deputy, so nobody stands in.".formatted(key), "Name another person, or leave `deputy:` out.");
            else if (deputy != null) deputies.add(deputy);
            names.people.put(key, new Person(key, title(fields, key), party, hours, fields.text("deputy"), entry.keyAt()));
        });
        for (var deputy : deputies)
            if (deputy instanceof Scalar word && !names.people.containsKey(word.text().strip()) && !names.broken.contains(word.text().strip()))
                report.unknown(deputy.at(), "person", word.text().strip(), names.people.keySet());
    }

    private @Nullable Party party(Fields fields) {
        var tree = fields.required("party", "Say whose it is: party: client, or a provider's name.");
        return tree == null ? null : names.party(tree);
    }

    private @Nullable Hours hours(Fields fields, String key, String hint) {
        var tree = fields.required(key, hint);
        var hours = tree == null ? null : names.hours(tree, key);
        if (hours == null || !hours.weekly().isEmpty()) return hours;
        report.error("bad-value", tree == null ? fields.at() : tree.at(), "These hours are empty, so nobody would ever answer.", hint);
        return null;
    }

    private void sites(Fields top) {
        Fields.each(top.get("sites"), "sites", report, (key, entry) -> {
            if (!fresh(key, entry.keyAt(), names.sites, "site")) return;
            var name = Fields.text(entry.value(), key, report);
            if (name != null) names.sites.put(key, new Site(key, name, entry.keyAt()));
        });
    }

    private List<Framework> compliance(Fields top) {
        var frameworks = new ArrayList<Framework>();
        for (var item : Tree.listOf(top.get("compliance"))) {
            var name = Fields.text(item, "compliance", report);
            if (name != null) frameworks.add(new Framework(name, item.at()));
        }
        return frameworks;
    }

    private static String title(Fields fields, String key) {
        var title = fields.text("title");
        return title == null ? Titles.of(key) : title;
    }

    /// A name that can be given: well formed and not taken.
    private boolean fresh(String key, Place at, Map<String, ?> taken, String what) {
        if (!KEY.matcher(key).matches()) {
            report.error("bad-value", at, "'%s' cannot name a %s.".formatted(key, what),
                    "Use small letters, digits and hyphens: %s".formatted(slug(key)));
            names.broken.add(key);
            return false;
        }
        if (!taken.containsKey(key)) return true;
        report.error("duplicate-key", at, "'%s' already names a %s.".formatted(key, what), "Choose another name.");
        return false;
    }

    private static String slug(String name) {
        var slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? "agreement" : slug;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
