package demarc.app.work;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.platform.Actor;
import demarc.app.platform.Tenancy;
import demarc.app.testing.DemarcTest;
import demarc.core.agreement.Priority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A search finds the tickets in which every word asked for begins a word that the person may read, newest first, page by page; however common or
/// rare the words are, and however the database goes about it.
@DemarcTest
@Import(Desk.Maker.class)
class SearchTest {
    /// The beginning of many hundred words, of a few dozen, of two, and of itself.
    private static final List<String> ASKED = List.of("wide", "wideaa", "w", "many", "manya", "printer", "pri", "p", "rare7", "rare", "4711", "47", "nowhere", "toner", "émile", "ÉM");

    private final Desk.Maker desks;
    private final Tickets tickets;
    private final Queue queue;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    /// What each party may read of each ticket, in the texts that are searched together: 0 for what everybody may.
    private final Map<String, Map<Integer, Set<String>>> written = new HashMap<>();
    private final Random random = new Random(7);

    SearchTest(Desk.Maker desks, Tickets tickets, Queue queue, JdbcClient sql, TransactionTemplate transaction) {
        this.desks = desks;
        this.tickets = tickets;
        this.queue = queue;
        this.sql = sql;
        this.transaction = transaction;
    }

    @Test void everyWordBeginsAWordThatThePersonMayRead() {
        var desk = desks.desk().at("2026-11-23T09:00");
        var own = new HashSet<String>();
        var refs = new ArrayList<String>();
        for (var n = 0; n < 40; n++) {
            var opener = n % 3 == 0 ? desk.employee : desk.itManager;
            var ref = open(opener, desk, "Ticket " + text(n));
            if (n % 3 == 0) own.add(ref);
            refs.addFirst(ref);
            if (n % 4 == 0) write(ref, 0, tickets.reply(desk.itManager, ref, null, text(n + 1)), text(n + 1));
            if (n % 5 == 0) write(ref, desk.client.id(), tickets.note(desk.internal, ref, null, "toner " + text(n + 2), List.of()), "toner " + text(n + 2));
        }
        var wide = IntStream.range(0, 700).mapToObj(n -> "wide" + letters(n)).collect(Collectors.joining(" "));
        write(refs.get(20), 0, tickets.reply(desk.itManager, refs.get(20), null, wide), wide);

        for (var round = 0; round < 120; round++) {
            var words = random.ints(1 + random.nextInt(3), 0, ASKED.size()).mapToObj(ASKED::get).distinct().toList();
            check(desk.itManager, refs, words, desk.client.id());
            check(desk.serviceManager, refs, words, desk.provider.id());
            check(desk.employee, refs.stream().filter(own::contains).toList(), words, 0);
        }
    }

    @Test void somebodyWithThousandsOfTicketsFindsTheirOwnToo() {
        var desk = desks.desk().at("2026-11-23T09:00");
        open(desk.itManager, desk, "The printer of somebody else");
        var first = open(desk.employee, desk, "The printer smokes");
        Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("""
                with filler as (
                    insert into work.ticket (client_id, version, kind, subject, priority, requester_id, party_id, status, opened_at, held_since)
                    select :client, 1, 'INCIDENT', 'Filler', 3, :employee, :client, 'CLOSED', now(), now() from generate_series(1, 2100)
                    returning client_id, id
                )
                insert into work.search select client_id, id, 0, work.lexemes(client_id, id, 'filler') from filler
                """)
            .param("client", desk.client.id()).param("employee", desk.employee.personId()).update()));
        var last = open(desk.employee, desk, "The printer sings");
        assertThat(found(desk.employee, List.of("printer"))).containsExactly(last, first);
        assertThat(found(desk.employee, List.of("the", "printer", "smo"))).containsExactly(first);
        assertThat(found(desk.employee, List.of("filler"))).hasSize(2100);
        // The oldest of two thousand matches, told apart by another condition.
        Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("update work.ticket set status = 'CANCELLED' where (client_id, id) = (select client_id, min(ticket_id) from work.search where client_id = ? and words @@ work.lexemes(client_id, ticket_id, 'filler')::text::tsquery group by 1)")
            .param(desk.client.id()).update()));
        var cancelled = queue.page(desk.itManager, Queue.Filter.OPEN.about("filler").with(Set.of(Status.CANCELLED)), Queue.Sort.NEWEST, null, 7);
        assertThat(cancelled.items()).hasSize(1);
        assertThat(cancelled.next()).isNull();
    }

    /// Words are learnt for each client: another client's make nobody believe that there is something to find, or hide it.
    @Test void wordsOfOneClientAreNotTheOthers() {
        var one = desks.desk().at("2026-11-23T09:00");
        var other = desks.desk().at("2026-11-23T09:00");
        var ref = open(one.employee, one, "An unmistakable zeppelin");
        assertThat(found(one.internal, List.of("zepp"))).containsExactly(ref);
        assertThat(found(other.internal, List.of("zepp"))).isEmpty();
    }

    private void check(Actor by, List<String> refs, List<String> words, int party) {
        var expected = refs.stream().filter(ref -> List.of(0, party).stream().anyMatch(reader -> {
            var there = written.get(ref).getOrDefault(reader, Set.of());
            return words.stream().allMatch(word -> there.stream().anyMatch(each -> each.startsWith(Words.plain(word))));
        })).sorted(Comparator.comparing((String ref) -> Ref.parse(ref).id()).reversed()).toList();
        assertThat(found(by, words)).as("%s for %s", words, by.role()).isEqualTo(expected);
    }

    /// All pages, seven at a time unless there are very many.
    private List<String> found(Actor by, List<String> words) {
        var refs = new ArrayList<String>();
        String cursor = null;
        do {
            var page = queue.page(by, Queue.Filter.OPEN.about(String.join(" ", words)), Queue.Sort.NEWEST, cursor, refs.size() < 70 ? 7 : 200);
            page.items().forEach(row -> refs.add(row.ref()));
            cursor = page.next();
        } while (cursor != null);
        return refs;
    }

    private String text(int n) {
        var words = new ArrayList<String>(List.of("many" + letters(n % 30), n % 2 == 0 ? "printer" : "Printed", "n" + n));
        if (n % 7 == 0) words.add("rare" + n);
        if (n % 6 == 0) words.add("wide" + letters(n));
        if (n % 5 == 0) words.add("47" + n + "-4711");
        if (n % 11 == 0) words.add("Émile");
        return String.join(n % 2 == 0 ? " " : ", ", words);
    }

    private static String letters(int n) {
        return "" + (char) ('a' + n / 26) + (char) ('a' + n % 26);
    }

    private String open(Actor by, Desk desk, String subject) {
        var ref = tickets.open(by, NewTicket.incident(desk.client.key(), subject, "help-desk/first-line", Priority.P3)).ref();
        write(ref, 0, new Changed(ref, 1, ""), subject + " " + ref);
        return ref;
    }

    private void write(String ref, int reader, Changed changed, String text) {
        assertThat(changed.ref()).isEqualTo(ref);
        written.computeIfAbsent(ref, _ -> new HashMap<>()).computeIfAbsent(reader, _ -> new HashSet<>()).addAll(Arrays.asList(Words.plain(text).split("[\\s\\p{Punct}]+")));
    }
}
