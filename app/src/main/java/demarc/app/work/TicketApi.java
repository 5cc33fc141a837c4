package demarc.app.work;

import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.platform.Actor;
import demarc.app.platform.Idempotency;
import demarc.app.platform.Needs;
import demarc.app.platform.NotFound;
import demarc.app.platform.Party;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Tickets over REST. Changes answer with the ticket's ref and version; `If-Match` with a version makes them conditional.
@RestController
@RequestMapping("/api/v1/tickets")
@Needs(Scope.TICKETS_WRITE)
class TicketApi {
    private static final String READ = "If-Match";
    private static final String ONCE = "Idempotency-Key";

    private final Tickets tickets;
    private final Queue queue;
    private final Known known;
    private final Directory directory;
    private final Idempotency idempotency;

    TicketApi(Tickets tickets, Queue queue, Known known, Directory directory, Idempotency idempotency) {
        this.tickets = tickets;
        this.queue = queue;
        this.known = known;
        this.directory = directory;
        this.idempotency = idempotency;
    }

    @PostMapping
    ResponseEntity<OpenedTicket> open(Actor by, @RequestHeader(value = ONCE, required = false) @Nullable String once, @RequestBody NewTicket ticket) {
        return idempotency.once(by, once, ticket, OpenedTicket.class, () -> {
            var opened = tickets.open(by, ticket);
            return ResponseEntity.created(URI.create("/api/v1/tickets/" + opened.ref())).body(opened);
        });
    }

    record Item(
            String ref, String client, Kind kind, String subject, @Nullable String activity, Priority priority, Status status,
            @Nullable WaitingOn waitingOn, @Nullable String team, String party, String requester, @Nullable String assignee, Instant openedAt,
            @Nullable Instant dueAt, OpenedTicket.Due due, boolean breached, int version) {}

    record Items(List<Item> items, @Nullable String next) {}

    @GetMapping
    @Needs(Scope.TICKETS_READ)
    Items list(Actor by, @RequestParam(required = false) @Nullable String client, @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String party, @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable Priority priority, @RequestParam(required = false) @Nullable Kind kind,
            @RequestParam(required = false) @Nullable WaitingOn waiting, @RequestParam(required = false) @Nullable String assignee,
            @RequestParam(required = false) @Nullable String dueWithin, @RequestParam(defaultValue = "false") boolean breached,
            @RequestParam(defaultValue = "false") boolean offered, @RequestParam(defaultValue = "false") boolean seen, @RequestParam(required = false) @Nullable Instant crossedSince,
            @RequestParam(required = false) @Nullable String q, @RequestParam(defaultValue = "due") String sort,
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
        var mine = "me".equals(assignee);
        var nobody = "none".equals(assignee);
        var filter = new Queue.Filter(client, team == null ? null : team(by, team), party == null ? null : party(party).id(), statuses(status), priority, kind,
                waiting, assignee == null || mine || nobody ? null : (Integer) person(assignee).id(), mine, nobody, false, duration(dueWithin), breached, offered,
                moment("crossedSince", crossedSince), q, seen);
        var order = switch (sort) {
            case "due" -> Queue.Sort.DUE;
            case "newest" -> Queue.Sort.NEWEST;
            default -> throw new Refused("sort", "There is no order '%s'. Sort by due or by newest.".formatted(sort));
        };
        var page = queue.page(by, filter, order, cursor, limit);
        var names = names(page.items());
        return new Items(page.items().stream().map(row -> item(row, names)).toList(), page.next());
    }

    private Item item(Queue.Row row, Map<Integer, String> names) {
        return new Item(row.ref(), known.client(row.clientId()).key(), row.kind(), row.subject(), row.activity(), row.priority(), row.status(), row.waitingOn(),
                row.teamId() == null ? null : known.findTeam(row.teamId()).map(demarc.app.directory.Team::key).orElse(null), known.party(row.partyId()).key(),
                row.requester(names), row.assignee() == null ? null : names.getOrDefault(row.assignee(), "Somebody"), row.openedAt(),
                row.due(), new OpenedTicket.Due(row.respondDue(), row.resolveDue()), row.respondBroken() != null || row.resolveBroken() != null, row.version());
    }

    @GetMapping("/{ref}")
    @Needs(Scope.TICKETS_READ)
    ResponseEntity<TicketView> get(Actor by, @PathVariable String ref) {
        var ticket = tickets.get(by, ref);
        return ResponseEntity.ok().eTag("\"%d\"".formatted(ticket.version())).body(ticket);
    }

    /// @param visibility PUBLIC when left out
    /// @param parties    keys, for PARTIES
    record Message(@Nullable String body, @Nullable Visibility visibility, @Nullable List<String> parties) {}

    @PostMapping("/{ref}/messages")
    ResponseEntity<Changed> message(Actor by, @PathVariable String ref, @RequestHeader(value = READ, required = false) @Nullable String match,
            @RequestHeader(value = ONCE, required = false) @Nullable String once, @RequestBody Message message) {
        var body = required("body", message.body);
        return idempotency.once(by, once, message, Changed.class, () -> created(switch (message.visibility == null ? Visibility.PUBLIC : message.visibility) {
            case PUBLIC -> tickets.reply(by, ref, version(match), body);
            case INTERNAL -> tickets.note(by, ref, version(match), body, List.of());
            case PARTIES -> tickets.note(by, ref, version(match), body,
                    (message.parties == null ? List.<String>of() : message.parties).stream().map(key -> party(key).id()).toList());
        }));
    }

    /// @param team key of a team of one's own party; of another party with `party`
    record Handoff(@Nullable String team, @Nullable String party, @Nullable String reason) {}

    @PostMapping("/{ref}/handoffs")
    ResponseEntity<Changed> handOff(Actor by, @PathVariable String ref, @RequestHeader(value = READ, required = false) @Nullable String match,
            @RequestHeader(value = ONCE, required = false) @Nullable String once, @RequestBody Handoff handoff) {
        var key = required("team", handoff.team);
        var team = handoff.party == null ? team(by, key)
                : known.findTeam(party(handoff.party).id(), key).orElseThrow(() -> new Refused("team", "%s has no team '%s'.".formatted(handoff.party, key))).id();
        return idempotency.once(by, once, handoff, Changed.class, () -> created(tickets.handOff(by, ref, version(match), team, required("reason", handoff.reason))));
    }

    enum Reply { ACCEPTED, DECLINED, WITHDRAWN }

    record HandoffAnswer(@Nullable Reply answer, @Nullable String reason) {}

    @PutMapping("/{ref}/handoffs/{n}")
    Changed answer(Actor by, @PathVariable String ref, @PathVariable int n, @RequestHeader(value = READ, required = false) @Nullable String match, @RequestBody HandoffAnswer answer) {
        var reason = answer.reason == null ? "" : answer.reason;
        return switch (required("answer", answer.answer)) {
            case ACCEPTED -> tickets.accept(by, ref, version(match), n);
            case DECLINED -> tickets.decline(by, ref, version(match), n, reason);
            case WITHDRAWN -> tickets.withdraw(by, ref, version(match), n, reason);
        };
    }

    /// @param kind as agreements write it: `normal-change`
    record Approval(@Nullable String kind, @Nullable String amount, @Nullable String question) {}

    @PostMapping("/{ref}/approvals")
    ResponseEntity<Changed> ask(Actor by, @PathVariable String ref, @RequestHeader(value = READ, required = false) @Nullable String match,
            @RequestHeader(value = ONCE, required = false) @Nullable String once, @RequestBody Approval approval) {
        return idempotency.once(by, once, approval, Changed.class, () -> created(tickets.askDecision(by, ref, version(match), kind(required("kind", approval.kind)), approval.amount, required("question", approval.question))));
    }

    enum Verdict { APPROVED, REFUSED, REVIEWED, REVIEWED_NOT_RIGHT }

    record ApprovalAnswer(@Nullable Verdict answer, @Nullable String reason) {}

    @PutMapping("/{ref}/approvals/{n}")
    Changed decide(Actor by, @PathVariable String ref, @PathVariable int n, @RequestHeader(value = READ, required = false) @Nullable String match, @RequestBody ApprovalAnswer answer) {
        var reason = answer.reason == null ? "" : answer.reason;
        var verdict = required("answer", answer.answer);
        return switch (verdict) {
            case APPROVED, REFUSED -> tickets.decide(by, ref, version(match), n, verdict == Verdict.APPROVED, reason);
            case REVIEWED, REVIEWED_NOT_RIGHT -> tickets.review(by, ref, version(match), n, verdict == Verdict.REVIEWED, reason);
        };
    }

    record Time(@Nullable Integer minutes, @Nullable String note, @Nullable String activity) {}

    @PostMapping("/{ref}/time")
    ResponseEntity<Changed> time(Actor by, @PathVariable String ref, @RequestHeader(value = READ, required = false) @Nullable String match,
            @RequestHeader(value = ONCE, required = false) @Nullable String once, @RequestBody Time time) {
        return idempotency.once(by, once, time, Changed.class, () -> created(tickets.logTime(by, ref, version(match), required("minutes", time.minutes), time.note == null ? "" : time.note, time.activity)));
    }

    record Resolution(@Nullable String summary) {}

    @PutMapping("/{ref}/resolution")
    Changed resolve(Actor by, @PathVariable String ref, @RequestHeader(value = READ, required = false) @Nullable String match, @RequestBody Resolution resolution) {
        return tickets.resolve(by, ref, version(match), required("summary", resolution.summary));
    }

    @DeleteMapping("/{ref}/resolution")
    Changed reopen(Actor by, @PathVariable String ref, @RequestHeader(value = READ, required = false) @Nullable String match,
            @RequestParam(required = false) @Nullable String reason) {
        return tickets.reopen(by, ref, version(match), required("reason", reason));
    }

    record Cancellation(@Nullable String reason) {}

    @PutMapping("/{ref}/cancellation")
    Changed cancel(Actor by, @PathVariable String ref, @RequestHeader(value = READ, required = false) @Nullable String match, @RequestBody Cancellation cancellation) {
        return tickets.cancel(by, ref, version(match), required("reason", cancellation.reason));
    }

    /// @param person email, `me`, or null for nobody
    record Assignee(@Nullable String person) {}

    @PutMapping("/{ref}/assignee")
    Changed assign(Actor by, @PathVariable String ref, @RequestHeader(value = READ, required = false) @Nullable String match, @RequestBody Assignee assignee) {
        var person = assignee.person;
        if (person == null) return tickets.release(by, ref, version(match));
        return person.equals("me") ? tickets.take(by, ref, version(match)) : tickets.assign(by, ref, version(match), person(person).id());
    }

    record Wait(@Nullable WaitingOn on, @Nullable String note, @Nullable Instant until) {}

    @PutMapping("/{ref}/waiting")
    Changed waitFor(Actor by, @PathVariable String ref, @RequestHeader(value = READ, required = false) @Nullable String match, @RequestBody Wait wait) {
        return tickets.waitFor(by, ref, version(match), required("on", wait.on), wait.note, wait.until);
    }

    @DeleteMapping("/{ref}/waiting")
    Changed goOn(Actor by, @PathVariable String ref, @RequestHeader(value = READ, required = false) @Nullable String match) {
        return tickets.goOn(by, ref, version(match));
    }

    record NewPriority(@Nullable Priority priority, @Nullable String reason) {}

    @PutMapping("/{ref}/priority")
    Changed reprioritise(Actor by, @PathVariable String ref, @RequestHeader(value = READ, required = false) @Nullable String match, @RequestBody NewPriority priority) {
        return tickets.reprioritise(by, ref, version(match), required("priority", priority.priority), priority.reason);
    }

    record NewActivity(@Nullable String activity) {}

    @PutMapping("/{ref}/activity")
    Changed reclassify(Actor by, @PathVariable String ref, @RequestHeader(value = READ, required = false) @Nullable String match, @RequestBody NewActivity activity) {
        return tickets.reclassify(by, ref, version(match), required("activity", activity.activity));
    }

    record Problem(@Nullable String ref) {}

    @PutMapping("/{ref}/problem")
    Changed link(Actor by, @PathVariable String ref, @RequestHeader(value = READ, required = false) @Nullable String match, @RequestBody Problem problem) {
        return tickets.link(by, ref, version(match), required("ref", problem.ref));
    }

    @DeleteMapping("/{ref}/problem")
    Changed unlink(Actor by, @PathVariable String ref, @RequestHeader(value = READ, required = false) @Nullable String match) {
        return tickets.unlink(by, ref, version(match));
    }

    private static ResponseEntity<Changed> created(Changed changed) {
        return ResponseEntity.created(URI.create("/api/v1/tickets/" + changed.ref())).eTag("\"%d\"".formatted(changed.version())).body(changed);
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) throw new Refused(field, "'%s' is missing.".formatted(field));
        return value;
    }

    private static @Nullable Integer version(@Nullable String match) {
        if (match == null || match.strip().equals("*")) return null;
        var plain = match.strip().replaceFirst("^W/", "").replace("\"", "");
        if (!plain.matches("\\d{1,9}")) throw new Refused("If-Match", "If-Match wants the version from the ETag, such as \"7\", not %s.".formatted(match));
        return Integer.parseInt(plain);
    }

    private static Set<Status> statuses(@Nullable String text) {
        if (text == null || text.isBlank() || text.equals("open")) return Set.of();
        if (text.equals("all")) return EnumSet.allOf(Status.class);
        var wanted = EnumSet.noneOf(Status.class);
        for (var each : text.split(",")) {
            try {
                wanted.add(Status.valueOf(each.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new Refused("status", "There is no status '%s'. Use open, all, or some of: %s.".formatted(each, Arrays.toString(Status.values())));
            }
        }
        return wanted;
    }

    private static DecisionKind kind(String text) {
        return Arrays.stream(DecisionKind.values()).filter(kind -> kind.written().equals(text) || kind.name().equals(text)).findFirst()
                .orElseThrow(() -> new Refused("kind", "There is no decision '%s'. There are: %s.".formatted(text,
                        String.join(", ", Arrays.stream(DecisionKind.values()).map(DecisionKind::written).toList()))));
    }

    private static @Nullable Duration duration(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        try {
            var duration = Duration.parse(text.startsWith("P") ? text : "PT" + text.toUpperCase(Locale.ROOT));
            if (duration.isNegative() || duration.compareTo(Duration.ofDays(3660)) > 0) throw new Refused("dueWithin", "'%s' is no time to look ahead: write up to ten years.".formatted(text));
            return duration;
        } catch (java.time.format.DateTimeParseException e) {
            throw new Refused("dueWithin", "'%s' is no duration. Write 90m, 4h or PT4H.".formatted(text));
        }
    }

    /// PostgreSQL's years end before Java's do.
    private static @Nullable Instant moment(String field, @Nullable Instant at) {
        if (at == null || at.isAfter(Instant.EPOCH) && at.isBefore(Instant.parse("2200-01-01T00:00:00Z"))) return at;
        throw new Refused(field, "'%s' is no moment of this time: %s.".formatted(field, at));
    }

    private int team(Actor by, String text) {
        if (text.matches("\\d{1,9}")) return Integer.parseInt(text);
        var own = known.findTeam(by.party().id(), text);
        if (own.isPresent()) return own.get().id();
        for (var party : by.parties()) {
            var team = known.findTeam(party, text);
            if (team.isPresent()) return team.get().id();
        }
        throw new Refused("team", "There is no team '%s' that you can see.".formatted(text));
    }

    private Party party(String key) {
        return directory.findParty(key).orElseThrow(() -> new NotFound("party", key));
    }

    private Person person(String email) {
        return directory.findPerson(email).orElseThrow(() -> new NotFound("person", email));
    }

    private Map<Integer, String> names(List<Queue.Row> rows) {
        var ids = new HashSet<Integer>();
        for (var row : rows) {
            ids.add(row.requester());
            if (row.assignee() != null) ids.add(row.assignee());
        }
        var names = new HashMap<Integer, String>();
        directory.people(ids).forEach(person -> names.put(person.id(), person.name()));
        return names;
    }
}
