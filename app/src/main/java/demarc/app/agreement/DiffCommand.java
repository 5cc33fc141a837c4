package demarc.app.agreement;

import demarc.app.platform.Exits;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Bill;
import demarc.core.agreement.Compilation;
import demarc.core.agreement.Diff;
import demarc.core.agreement.Difference;
import demarc.core.agreement.Fee;
import demarc.core.agreement.Place;
import demarc.core.money.Money;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `demarc diff`: what changes hands between two agreements, in plain words.
@Command(
        name = "diff",
        description = "Says what changes between two agreements: who does the work, who answers, who decides, how fast and for how much.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 the two mean the same, 1 they differ, 2 a file could not be read as an agreement."})
public final class DiffCommand implements Callable<Integer> {

    /// How differences are written.
    public enum Format { HUMAN, JSON }

    @Parameters(index = "0", paramLabel = "OLD", description = "The agreement as it was; - reads the standard input.")
    private String old = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The agreement as it is to be.")
    private String fresh = "";

    @Option(names = "--count", paramLabel = "UNIT=N", description = "How many of a unit a month has, for the price: --count \"managed server=12\".")
    private Map<String, Integer> counts = new LinkedHashMap<>();

    @Option(names = "--hours", paramLabel = "SERVICE=N", description = "Hours worked in a month, for the price: --hours projects=32.5")
    private Map<String, BigDecimal> hours = new LinkedHashMap<>();

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "The month to price (default: the month in which NEW takes effect).")
    private @Nullable YearMonth month;

    @Option(names = "--format", defaultValue = "human", paramLabel = "human|json", description = "How to write differences (default ${DEFAULT-VALUE}).")
    private Format format = Format.HUMAN;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var older = agreement(old);
        var newer = agreement(fresh);
        if (older == null || newer == null) return Exits.USAGE;
        var diff = Diff.between(older, newer);
        var price = diff.price(month != null ? month : YearMonth.from(newer.effective()), usage());
        var out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case HUMAN -> human(diff, price);
                    case JSON -> json(diff, price);
                });
        out.flush();
        return diff.isEmpty() ? Exits.DONE : Exits.FINDINGS;
    }

    private Bill.Usage usage() {
        try {
            return new Bill.Usage(counts, hours);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /// The agreement of a file, or null after saying on the error stream why there is none. One that the checker has something to say
    /// about is compared all the same.
    private @Nullable Agreement agreement(String file) {
        var err = spec.commandLine().getErr();
        try {
            var text = AgreementText.read(file);
            var compilation = Compilation.of(text.file(), text.text());
            var agreement = compilation.agreement();
            if (agreement == null) {
                err.print(new FindingsForPeople(false).text(List.of(new CheckCommand.Checked(text, compilation))));
                err.println("demarc: %s cannot be compared before these are mended.".formatted(file));
            } else if (!compilation.findings().isEmpty()) {
                err.println("demarc: %s has findings (%d); see: demarc check %s".formatted(file, compilation.findings().size(), file));
            }
            return agreement;
        } catch (AgreementText.Unreadable e) {
            err.println("demarc: " + e.getMessage());
            return null;
        }
    }

    private String human(Diff diff, Diff.Price price) {
        var text = new StringBuilder();
        text.append("%s version %d (from %s) → %s version %d (from %s)%n"
                .formatted(
                        diff.older().key(), diff.older().version(), diff.older().effective(), diff.newer().key(), diff.newer().version(),
                        diff.newer().effective()));
        if (diff.isEmpty()) text.append("\nNothing changes hands: the two agreements mean the same.\n");
        diff.byKind().forEach((kind, differences) -> {
            text.append("\n").append(kind.title()).append("\n");
            for (var difference : differences) text.append("  ").append(difference.sentence()).append("\n");
        });
        if (!price.before().isEmpty() || !price.after().isEmpty())
            text.append("%nMonthly price in %s: %s → %s%s%n%s"
                    .formatted(price.month(), amounts(price.before()), amounts(price.after()), change(price), uncounted(diff)));
        return text.toString();
    }

    private static String amounts(List<Money> amounts) {
        return amounts.isEmpty() ? "nothing" : String.join(" and ", amounts.stream().map(Money::human).toList());
    }

    private static String change(Diff.Price price) {
        if (price.before().size() != 1 || price.after().size() != 1) return "";
        var before = price.before().getFirst();
        var after = price.after().getFirst();
        if (!before.currency().equals(after.currency()) || before.equals(after)) return "";
        var change = after.minus(before);
        return " (%s%s a month)".formatted(change.isNegative() ? "−" : "+", (change.isNegative() ? change.negated() : change).human());
    }

    /// Units the price depends on and nobody counted.
    private String uncounted(Diff diff) {
        var units = new ArrayList<String>();
        for (var agreement : List.of(diff.older(), diff.newer()))
            for (var fee : agreement.fees())
                if (fee instanceof Fee.PerUnit unit && !counts.containsKey(unit.unit()) && !units.contains(unit.unit())) units.add(unit.unit());
        return units.isEmpty() ? "" : "  Not counted: %s. Add %s%n".formatted(
                String.join(", ", units), String.join(" ", units.stream().map(unit -> "--count \"%s=N\"".formatted(unit)).toList()));
    }

    private record At(String file, int line, int column) {

        static @Nullable At of(@Nullable Place place) {
            return place == null ? null : new At(place.file(), place.line(), place.column());
        }
    }

    private record Side(String file, String agreement, int version, String effective) {

        static Side of(Agreement agreement) {
            return new Side(agreement.file(), agreement.key(), agreement.version(), agreement.effective().toString());
        }
    }

    private record Row(
            String kind, String subject, @Nullable String when, @Nullable String before, @Nullable String after, @Nullable String note, String sentence,
            @Nullable At older, @Nullable At newer) {

        static Row of(Difference difference) {
            return new Row(
                    difference.kind().name().toLowerCase(Locale.ROOT), difference.subject(), difference.when(), difference.before(), difference.after(),
                    difference.note(), difference.sentence(), At.of(difference.older()), At.of(difference.newer()));
        }
    }

    private record Price(String month, List<String> before, List<String> after) {}

    private record Report(Side older, Side newer, List<Row> differences, Price price) {}

    private static String json(Diff diff, Diff.Price price) {
        var report = new Report(
                Side.of(diff.older()), Side.of(diff.newer()), diff.differences().stream().map(Row::of).toList(),
                new Price(price.month().toString(), price.before().stream().map(Money::toString).toList(), price.after().stream().map(Money::toString).toList()));
        return FindingsForPrograms.JSON.writeValueAsString(report) + "\n";
    }
}
