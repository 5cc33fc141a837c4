package demarc.app.work;

import demarc.app.agreement.Agreements;
import demarc.app.agreement.Signed;
import demarc.app.directory.Client;
import demarc.app.platform.Refused;
import demarc.app.work.Fact.Assigned;
import demarc.app.work.Fact.How;
import demarc.core.Nearest;
import demarc.core.agreement.Agreement.Boundary;
import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Assignment;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Place;
import demarc.core.agreement.Priority;
import demarc.core.agreement.Templates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the client's agreement says about a ticket, in the directory's terms.
@Component
class Rules {
    /// Where a request lands that names a service only: the activity where its everyday work comes in, by the catalogue's code.
    private static final Map<String, String> INTAKE = Map.ofEntries(
            Map.entry("NMS", "NMS-05"), Map.entry("SEC", "SEC-02"), Map.entry("IAM", "IAM-06"), Map.entry("BDR", "BDR-05"),
            Map.entry("HWL", "HWL-07"), Map.entry("HDK", "HDK-02"), Map.entry("VCI", "VCI-03"), Map.entry("VEN", "VEN-02"),
            Map.entry("PAT", "PAT-09"), Map.entry("DOC", "DOC-04"), Map.entry("PRJ", "PRJ-01"), Map.entry("CMP", "CMP-03"),
            Map.entry("CLD", "CLD-04"), Map.entry("ONB", "ONB-03"));
    private static final String DEFAULT_SERVICE = "help-desk";

    private final Agreements agreements;
    private final Known known;

    Rules(Agreements agreements, Known known) {
        this.agreements = agreements;
        this.known = known;
    }

    @Nullable Signed inForce(int client, Instant at) {
        return agreements.inForce(client, at).orElse(null);
    }

    /// The version whose promises hold for the ticket: the one in force when it was opened.
    @Nullable InForce promises(int client, Course course) {
        var number = course.opened.agreement();
        return number == null ? null : agreements.version(client, number).map(Signed::inForce).orElse(null);
    }

    /// The activity somebody means.
    static @Nullable String activity(@Nullable Signed signed, @Nullable String service, @Nullable String activity) {
        if (signed == null) return activity == null ? service : activity;
        var services = signed.inForce().agreement().services();
        if (activity != null) {
            var all = signed.inForce().activities().stream().map(Agreement.Activity::key).toList();
            if (all.contains(activity)) return activity;
            throw new Refused("activity", "The agreement in force knows no activity '%s'.%s".formatted(activity, nearest(activity, all)));
        }
        var key = service == null ? (services.containsKey(DEFAULT_SERVICE) ? DEFAULT_SERVICE : services.keySet().iterator().next()) : service;
        var chosen = services.get(key);
        if (chosen == null)
            throw new Refused("service", "The agreement in force knows no service '%s'.%s".formatted(key, nearest(key, List.copyOf(services.keySet()))));
        var intake = INTAKE.get(chosen.code());
        return chosen.activities().values().stream().filter(each -> each.code().equals(intake)).findFirst()
                .orElseGet(() -> chosen.activities().values().iterator().next()).key();
    }

    /// The first that the agreement names, by code or key; else where the service of the first comes in, else where everything does.
    static @Nullable String firstKnown(@Nullable Signed signed, List<String> wanted) {
        if (signed == null) return wanted.isEmpty() ? null : wanted.getFirst();
        for (var each : wanted)
            for (var activity : signed.inForce().activities())
                if (activity.key().equals(each) || activity.code().equals(each)) return activity.key();
        for (var service : signed.inForce().agreement().services().values())
            if (!wanted.isEmpty() && wanted.getFirst().startsWith(service.code() + "-")) return activity(signed, service.key(), null);
        return activity(signed, null, null);
    }

    private static String nearest(String name, List<String> all) {
        return Nearest.to(name, all).map(near -> " Maybe you mean '%s'.".formatted(near))
                .orElse(" It knows: " + String.join(", ", all.subList(0, Math.min(all.size(), 20))) + ".");
    }

    /// Where the agreement puts a case. What nobody signed for, or names a team the directory lacks, is kept with the client and says so.
    Assigned route(Client client, @Nullable Signed signed, How how, @Nullable String activity, Priority priority, @Nullable String site, Instant at) {
        if (signed == null)
            return unrouted(client, how, null, "No agreement is in force for %s. Sign one, or hand this over by hand.".formatted(client.name()));
        var assignment = assignment(signed.inForce(), activity, priority, site, at);
        if (assignment == null)
            return unrouted(client, how, signed.number(), "Version %d of the agreement does not name the activity '%s'.".formatted(signed.number(), activity));
        var party = party(client, assignment.responsible().party());
        var team = party == null ? null : known.findTeam(party, assignment.responsible().key()).orElse(null);
        if (party == null || team == null)
            return unrouted(client, how, signed.number(), "The agreement names the team '%s' of %s, which the directory does not know. Add it there."
                    .formatted(assignment.responsible().key(), assignment.responsible().party().name()));
        return new Assigned(how, team.id(), party, because(client, signed, assignment), null);
    }

    private static Assigned unrouted(Client client, How how, @Nullable Integer version, String why) {
        return new Assigned(how, null, client.id(), new Because(version, null, 0, "unrouted", why, client.id(), List.of(), List.of()), null);
    }

    static @Nullable Assignment assignment(InForce inForce, @Nullable String activity, Priority priority, @Nullable String site, Instant at) {
        var named = activity == null ? null : inForce.findActivity(activity).orElse(null);
        if (named == null) return null;
        // A site the agreement does not tell apart is like any other place of the client's.
        var place = site == null ? null : inForce.agreement().sites().get(site);
        return inForce.assign(named, priority, place, at);
    }

    /// The case as it stands at a moment, under a version.
    static @Nullable Assignment assignment(InForce inForce, Course course, Instant at) {
        return assignment(inForce, course.activity, course.priority, course.opened.site(), at);
    }

    Because because(Client client, Signed signed, Assignment assignment) {
        var rule = assignment.rule();
        var accountable = party(client, assignment.accountable());
        return because(client, signed, rule.at(), "rule %d of %s: %s".formatted(rule.number(), assignment.activity().key(), rule.whenText()),
                accountable == null ? client.id() : accountable, rule.consulted(), rule.informed());
    }

    Because because(Client client, Signed signed, Place at, String rule, int accountable, List<Contact> consulted, List<Contact> informed) {
        return new Because(signed.number(), at.file(), at.line(), rule, line(signed.inForce().agreement(), at), accountable,
                consulted.stream().map(Rules::name).toList(), informed.stream().map(Rules::name).toList());
    }

    static String name(Contact contact) {
        return switch (contact) {
            case Agreement.Team team -> team.title();
            case Agreement.Person person -> person.title();
        };
    }

    private static String line(Agreement agreement, Place at) {
        var text = at.file().equals(agreement.file()) ? agreement.text() : Templates.isTemplate(at.file()) ? Templates.text(at.file()) : "";
        return text.lines().skip(at.line() - 1L).findFirst().orElse("").strip();
    }

    @Nullable Integer party(Client client, Agreement.Party party) {
        if (party.isClient()) return client.id();
        return known.findParty(party.key()).map(demarc.app.platform.Party::id).orElse(null);
    }

    @Nullable Integer team(int party, String key) {
        return known.findTeam(party, key).map(demarc.app.directory.Team::id).orElse(null);
    }

    /// Moves what an edge of hours, a new version or a new case moves; null when it stays. A ticket that people placed stays where they put it.
    @Nullable Assigned atBoundary(Client client, Course course, Instant at) {
        var signed = inForce(client.id(), at);
        return signed != null && follows(course, signed.inForce()) ? elsewhere(client, course, signed, How.BOUNDARY, at) : null;
    }

    static boolean follows(Course course, InForce inForce) {
        if (course.placedByPeople() || !course.status().isOpen()) return false;
        return switch (inForce.agreement().boundary()) {
            case STAY -> false;
            case UNSTARTED -> !course.started;
            case ALL -> true;
        };
    }

    /// Where the changed case belongs now; null when it is there already, or people have placed it.
    @Nullable Assigned rerouted(Client client, Course course, Instant at) {
        return course.placedByPeople() ? null : elsewhere(client, course, inForce(client.id(), at), How.REROUTED, at);
    }

    private @Nullable Assigned elsewhere(Client client, Course course, @Nullable Signed signed, How how, Instant at) {
        var place = route(client, signed, how, course.activity, course.priority, course.opened.site(), at);
        return place.party() == course.party() && Objects.equals(place.team(), course.team()) ? null : place;
    }

    /// The next step of the escalation, with the moment it is due; null when there is none.
    InForce.@Nullable Due escalation(int client, Course course) {
        var signed = inForce(client, course.progressAt);
        var assignment = signed == null ? null : assignment(signed.inForce(), course, course.progressAt);
        if (signed == null || assignment == null || course.escalations >= assignment.escalation().size()) return null;
        return signed.inForce().escalationsFrom(assignment, course.progressAt).get(course.escalations);
    }

    @Nullable Instant boundary(int client, Course course, Instant at) {
        var signed = inForce(client, at);
        if (signed == null || signed.inForce().agreement().boundary() == Boundary.STAY || !follows(course, signed.inForce())) return null;
        var activity = course.activity;
        if (activity == null || assignment(signed.inForce(), course, at) == null) return null;
        var site = course.opened.site();
        return signed.inForce().nextChange(signed.inForce().activity(activity), course.priority,
                site == null ? null : signed.inForce().agreement().sites().get(site), at);
    }
}
