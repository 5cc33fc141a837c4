package demarc.app.agreement;

import demarc.app.platform.Exits;
import demarc.core.Nearest;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Agreement.Site;
import demarc.core.agreement.Compilation;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
import demarc.core.money.Money;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `demarc who`: one case, its answer, and the line of the agreement that gave it.
@Command(
        name = "who",
        description = "Answers one case: who does the work, who answers for it, by when, who decides, and which line of the agreement says so.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Exit codes: 0 answered, 1 the agreement has errors (`demarc check` shows them), 2 wrong usage or unreadable file.",
            "",
            "  demarc who harbor.yaml --activity backup/restore-test --priority P1 --at 2026-07-04T22:10"
        })
public final class WhoCommand implements Callable<Integer> {

    private static final int MOST_NAMES = 15;

    enum Format { HUMAN, JSON }

    @Parameters(paramLabel = "FILE", description = "The agreement's text; - reads standard input.")
    String file = "";

    @Option(names = "--activity", required = true, paramLabel = "SERVICE/ACTIVITY",
            description = "For example backup/restore-test, or its code BDR-06.")
    String activity = "";

    @Option(names = "--priority", required = true, description = "${COMPLETION-CANDIDATES}")
    Priority priority = Priority.P1;

    @Option(names = "--site", description = "A site that the agreement names.")
    @Nullable String site;

    @Option(names = "--at", paramLabel = "TIME",
            description = "2026-07-04T22:10 in the client's time zone, or with an offset: 2026-07-05T03:10Z. Now, when left out.")
    @Nullable String at;

    @Option(names = "--request", description = "A request for something, instead of something that does not work.")
    boolean request;

    @Option(names = "--decision", paramLabel = "KIND",
            description = "Ask for this kind of decision, such as spend, instead of the one the activity waits for.")
    @Nullable String decision;

    @Option(names = "--amount", paramLabel = "MONEY", description = "What is to be spent: '800 USD'.")
    @Nullable String amount;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: human)")
    Format format = Format.HUMAN;

    @Spec
    @Nullable CommandSpec spec;

    /// A question that cannot be asked so, and the way out.
    private static final class Mistaken extends Exception {
        Mistaken(String message) {
            super(message);
        }
    }

    @Override
    public Integer call() {
        if (spec == null) throw new IllegalStateException("who runs as a command");
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        try {
            var source = AgreementText.read(file);
            var compilation = Compilation.of(source.file(), source.text());
            if (compilation.hasErrors()) return refuse(compilation, err);
            var answer = answer(source, compilation.inForce());
            if (format == Format.JSON) out.println(JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(answer.json()));
            else answer.print(out);
            out.flush();
            return Exits.DONE;
        } catch (AgreementText.Unreadable | Mistaken e) {
            err.println(e.getMessage());
            return Exits.USAGE;
        }
    }

    private static int refuse(Compilation compilation, PrintWriter err) {
        var errors = compilation.findings().stream().filter(finding -> finding.isError()).toList();
        err.println("This agreement has %d error%s, so it gives no answers:".formatted(errors.size(), errors.size() == 1 ? "" : "s"));
        for (var finding : errors.subList(0, Math.min(5, errors.size()))) err.println("  %s: %s: %s".formatted(finding.at(),
                finding.code(), finding.message()));
        err.println("`demarc check` shows every finding with the way out.");
        return Exits.FINDINGS;
    }

    private WhoAnswer answer(AgreementText source, InForce inForce) throws Mistaken {
        var asked = inForce.activity(activityKey(inForce));
        var place = site(inForce);
        var moment = moment(inForce.agreement().zone());
        var assignment = inForce.assign(asked, priority, place, moment);
        var kind = decision == null ? asked.decision() : kind(decision);
        var sum = amount == null ? null : money(amount);
        if (moment.atZone(inForce.agreement().zone()).toLocalDate().isBefore(inForce.agreement().effective()))
            note("Version %d holds from %s only; at that moment it says nothing yet. This is what it would say.".formatted(inForce.agreement().version(), inForce.agreement().effective()));
        var decided = kind == null ? null : inForce.decide(kind, sum, assignment, moment);
        return new WhoAnswer(source, inForce, assignment, place, moment, decided, request);
    }

    private String activityKey(InForce inForce) throws Mistaken {
        var keys = inForce.activities().stream().map(known -> known.key()).toList();
        if (keys.contains(activity)) return activity;
        for (var known : inForce.activities()) if (!known.code().isEmpty() && known.code().equalsIgnoreCase(activity)) return known.key();
        throw unknown("activity", activity, keys);
    }

    private @Nullable Site site(InForce inForce) throws Mistaken {
        if (site == null) return null;
        var found = inForce.agreement().sites().get(site);
        if (found == null) throw unknown("site", site, inForce.agreement().sites().keySet());
        return found;
    }

    private static DecisionKind kind(String word) throws Mistaken {
        for (var kind : DecisionKind.values()) if (kind.written().equals(word.toLowerCase(Locale.ROOT))) return kind;
        throw unknown("kind of decision", word, Arrays.stream(DecisionKind.values()).map(DecisionKind::written).toList());
    }

    private static Money money(String text) throws Mistaken {
        try {
            var amount = Money.parse(text);
            if (amount.isNegative()) throw new Mistaken("--amount: '%s' is below zero. Write what is to be spent.".formatted(text));
            return amount;
        } catch (IllegalArgumentException e) {
            throw new Mistaken("--amount: " + e.getMessage());
        }
    }

    private static Mistaken unknown(String what, String name, Collection<String> known) {
        var near = Nearest.to(name, known).map(found -> " Did you mean %s?".formatted(found));
        return new Mistaken("This agreement has no %s '%s'.%s".formatted(what, name,
                near.orElseGet(() -> known.isEmpty() ? "" : known.size() <= MOST_NAMES ? " It has: " + String.join(", ", known) + "."
                        : " It has %d, such as %s; `demarc check` counts them, the agreement's text and its template name them.".formatted(known.size(), String.join(", ", known.stream().limit(4).toList())))));
    }

    private Instant moment(ZoneId zone) throws Mistaken {
        if (at == null) return Clock.systemUTC().instant();
        var moment = written(at, zone);
        if (moment.isBefore(Question.FIRST) || moment.isAfter(Question.LAST)) throw new Mistaken("'%s' lies outside the years 1990 to 2199. Check the year.".formatted(at));
        return moment;
    }

    private void note(String text) {
        if (spec != null) spec.commandLine().getErr().println("demarc: " + text);
    }

    private static Instant written(String at, ZoneId zone) throws Mistaken {
        try {
            return OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException notWithOffset) {
            try {
                return LocalDateTime.parse(at.replace(' ', 'T')).atZone(zone).toInstant();
            } catch (DateTimeException notLocal) {
                try {
                    return LocalDate.parse(at).atStartOfDay(zone).toInstant();
                } catch (DateTimeException e) {
                    throw new Mistaken("'%s' is not a time. Write 2026-07-04T22:10 for the client's local time, or 2026-07-05T03:10Z.".formatted(at));
                }
            }
        }
    }
}
