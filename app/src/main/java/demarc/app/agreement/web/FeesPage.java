package demarc.app.agreement.web;

import demarc.core.agreement.Agreement;
import demarc.core.agreement.Bill;
import demarc.core.agreement.Fee;
import demarc.core.money.Money;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a month costs at counts that the reader may change.
///
/// @param total by currency: usually one
public record FeesPage(Frame frame, Sides sides, List<Count> counts, List<Line> lines, List<Total> totals, String total) {

    /// A field of the form: how many, or how many hours.
    public record Count(String field, String label, String value, boolean hours) {}

    public record Line(String css, String payee, String covers, String coversAll, String explanation, String amount, String line, String address) {}

    public record Total(String css, String payee, String amount) {}

    /// @param asked the form's fields: `unit.managed server` and `hours.projects`
    static FeesPage of(Frame frame, Map<String, String> asked, YearMonth month) {
        var agreement = frame.inForce().agreement();
        var sides = Sides.of(agreement);
        var counts = counts(agreement, asked);
        var bill = Bill.rate(agreement, month, usage(counts));
        var lines = java.util.Objects.requireNonNull(frame.shown()).lines(frame.client());
        return new FeesPage(frame, sides, counts, bill.lines().stream().map(line -> line(sides, agreement, lines, line)).toList(),
                bill.totals().entrySet().stream().map(each -> new Total(sides.of(each.getKey()).css(), each.getKey().name(), inWords(each.getValue()))).toList(), inWords(bill.total()));
    }

    private static List<Count> counts(Agreement agreement, Map<String, String> asked) {
        var counts = new ArrayList<Count>();
        var units = new LinkedHashSet<String>();
        var services = new LinkedHashSet<String>();
        for (var fee : agreement.fees())
            switch (fee) {
                case Fee.Flat _ -> {}
                case Fee.PerUnit unit -> units.add(unit.unit());
                case Fee.Hours hours -> services.addAll(hours.covers());
            }
        for (var unit : units) counts.add(new Count("unit." + unit, "How many: " + unit, number(asked.get("unit." + unit), "10", 0), false));
        for (var service : services) counts.add(new Count("hours." + service, "Hours worked: " + title(agreement, service), number(asked.get("hours." + service), "0", 2), true));
        return counts;
    }

    /// A count as typed, or the default for what is no count.
    private static String number(@org.jspecify.annotations.Nullable String typed, String otherwise, int decimals) {
        var text = typed == null ? "" : typed.strip();
        return text.matches(decimals == 0 ? "\\d{1,6}" : "\\d{1,5}(\\.\\d{1,2})?") ? text : otherwise;
    }

    static Bill.Usage usage(List<Count> counts) {
        return new Bill.Usage(
                counts.stream().filter(count -> !count.hours).collect(Collectors.toMap(count -> count.field.substring(5), count -> Integer.parseInt(count.value))),
                counts.stream().filter(count -> count.hours).collect(Collectors.toMap(count -> count.field.substring(6), count -> new BigDecimal(count.value))));
    }

    /// The usual counts, for a price at a glance.
    static Bill.Usage usual(Agreement... agreements) {
        var units = new LinkedHashMap<String, Integer>();
        for (var agreement : agreements) for (var fee : agreement.fees()) if (fee instanceof Fee.PerUnit unit) units.put(unit.unit(), Math.max(10, unit.minimum()));
        return new Bill.Usage(units, Map.of());
    }

    private static Line line(Sides sides, Agreement agreement, Lines lines, Bill.Line line) {
        var fee = line.fee();
        var all = fee.covers().stream().map(key -> title(agreement, key)).toList();
        var covers = all.size() == agreement.services().size() ? "All services" : all.size() <= 3 ? String.join(", ", all) : "%s and %d more".formatted(String.join(", ", all.subList(0, 2)), all.size() - 2);
        return new Line(sides.of(fee.payee()).css(), fee.payee().name(), covers, String.join(", ", all), line.explanation(), line.amount().human(), lines.name(fee.at()), lines.address(fee.at()));
    }

    private static String title(Agreement agreement, String key) {
        var service = agreement.services().get(key);
        if (service != null) return service.title();
        int slash = key.indexOf('/');
        var owner = slash < 0 ? null : agreement.services().get(key.substring(0, slash));
        var activity = owner == null ? null : owner.activities().get(key.substring(slash + 1));
        if (owner != null && activity == null) activity = owner.activities().get(key);
        return activity == null ? key : activity.title();
    }

    static String inWords(List<Money> amounts) {
        return amounts.isEmpty() ? "nothing" : amounts.stream().map(Money::human).collect(Collectors.joining(" and "));
    }
}
