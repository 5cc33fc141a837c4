package demarc.bench.load;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One ticket from its opening to where it stands, as rows for COPY. What it tells depends on its number alone.
final class Story {
    private static final String NULL = "\\N";

    private final Rows rows;
    private final Desk desk;
    private final long id;
    private final Random random;
    private final Instant opened;
    private final Instant now;
    private final boolean open;
    private final StringBuilder said = new StringBuilder();
    private int seq;

    Story(Rows rows, List<Desk> desks, long id, Instant opened, boolean open, Instant now) {
        this.rows = rows;
        this.id = id;
        this.opened = opened;
        this.now = now;
        this.open = open;
        random = new Random(id * 0x9E3779B97F4A7C15L);
        desk = desks.get(busy(desks.size()));
    }

    /// Half the work comes from the first client, half of the rest from the second, and so on.
    private int busy(int desks) {
        for (int i = 0; i < desks - 1; i++) if (random.nextBoolean()) return i;
        return desks - 1;
    }

    void tell() {
        var topic = Words.topic(random);
        var subject = Words.subject(topic, random);
        int priority = 1 + Math.min(3, (int) Math.abs(random.nextGaussian() * 0.9 + 2.0));
        var requester = desk.requesters().get(random.nextInt(desk.requesters().size()));
        var team = desk.teams().get(random.nextInt(desk.teams().size()));
        var person = team.people().get(random.nextInt(team.people().size()));
        boolean fresh = open && random.nextInt(5) == 0;
        boolean waits = open && !fresh && random.nextInt(4) == 0;

        fact(opened, "Opened", requester, """
                {"kind": "%s", "subject": "%s", "activity": "%s", "priority": "P%d", "requester": %d%s}""".formatted(topic.kind(), subject, topic.activity(), priority,
                requester, desk.agreement() == null ? "" : ", \"agreement\": " + desk.agreement()));
        message(opened, requester, desk.client(), Words.description(random));
        fact(opened, "Assigned", null, """
                {"how": "ROUTED", "team": %d, "party": %d, "because": {"version": %s, "file": "agreement.yaml", "line": %d, "rule": "rule 1 of %s", \
                "text": "- { when: office, responsible: service-desk }", "accountable": %d, "consulted": [], "informed": []}}"""
                .formatted(team.id(), team.party(), desk.agreement(), 20 + random.nextInt(200), topic.activity(), team.party()));
        var at = opened;
        Instant answered = null;
        if (!fresh) {
            at = later(at, 30);
            fact(at, "Taken", person, "{\"person\": %d}".formatted(person));
            answered = at = later(at, 20);
            reply(at, person, team.party(), true);
            for (int more = random.nextInt(4); more > 0; more--) {
                at = later(at, 120);
                boolean staff = random.nextBoolean();
                reply(at, staff ? person : requester, staff ? team.party() : desk.client(), staff);
            }
        }
        if (waits) fact(at, "Waiting", person, "{\"on\": \"CLIENT\", \"charged\": %d}".formatted(desk.client()));
        Instant resolved = null;
        Instant closed = null;
        if (!open) {
            resolved = at = later(at, 240);
            fact(at, "Resolved", person, "{\"summary\": \"%s\"}".formatted(Words.answer(random)));
            closed = resolved.plus(Duration.ofDays(3));
            if (closed.isBefore(now)) fact(closed, "Closed", null, "{}");
            else closed = null;
        }
        var due = due(waits);
        var status = open ? waits ? "WAITING" : fresh ? "NEW" : "OPEN" : closed == null ? "RESOLVED" : "CLOSED";
        rows.add(Rows.Table.TICKET, desk.client(), id, seq, topic.kind(), subject, topic.activity(), priority, requester, team.id(), team.party(), fresh ? NULL : person,
                status, waits ? "CLIENT" : NULL, opened, opened, due == null ? opened.plus(Duration.ofDays(2)) : due, due == null ? "infinity" : due,
                orNull(answered), orNull(resolved), desk.agreement() == null ? NULL : desk.agreement());
        if (due != null) rows.add(Rows.Table.DUE, desk.client(), id, "RESOLVE", 0, due.plusSeconds(1));
        if (resolved != null && closed == null) rows.add(Rows.Table.DUE, desk.client(), id, "CLOSE", 0, resolved.plus(Duration.ofDays(3)));
        words(subject);
    }

    /// The next promise of open work that does not wait: within the next four days, so that none falls while somebody measures.
    private @Nullable Instant due(boolean waits) {
        return open && !waits ? now.plus(Duration.ofMinutes(120 + random.nextInt(4 * 24 * 60))) : null;
    }

    private void reply(Instant at, int author, int party, boolean staff) {
        fact(at, "Replied", author, "{\"staff\": %b}".formatted(staff));
        message(at, author, party, Words.answer(random));
    }

    private void fact(Instant at, String kind, @Nullable Integer actor, String data) {
        rows.add(Rows.Table.FACT, desk.client(), id, ++seq, at, kind, actor == null ? NULL : actor, data);
    }

    private void message(Instant at, int author, int party, String body) {
        rows.add(Rows.Table.MESSAGE, desk.client(), id, seq, at, author, party, "PUBLIC", body);
        said.append(' ').append(body);
    }

    private Instant later(Instant at, int minutes) {
        var then = at.plusSeconds(60 + random.nextInt(minutes * 60));
        return then.isBefore(now) ? then : now;
    }

    /// As `work.lexemes` writes them: each word under its client and its era.
    private void words(String subject) {
        var shelf = desk.client() + "." + id / 50_000 + ".";
        var vector = new StringBuilder();
        for (var word : new HashSet<>(List.of((desk.code() + " " + id + " " + subject + said).toLowerCase(Locale.ROOT).split("[^a-z0-9]+")))) {
            vector.append('\'').append(shelf).append(word).append("' ");
            if (!word.matches("[0-9]+") && rows.words.add(desk.client() + "\t" + word)) rows.add(Rows.Table.WORD, desk.client(), word);
        }
        rows.add(Rows.Table.SEARCH, desk.client(), id, 0, vector);
    }

    private static Object orNull(@Nullable Instant at) {
        return at == null ? NULL : at;
    }
}
