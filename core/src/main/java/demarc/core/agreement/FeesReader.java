package demarc.core.agreement;

import demarc.core.agreement.Agreement.Party;
import demarc.core.agreement.Agreement.Service;
import demarc.core.money.Money;
import demarc.core.money.Rate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the providers are paid: `flat:`, `per:` with `amount:`, or `hours:` included.
final class FeesReader {

    private static final List<String> SHAPES = List.of("flat", "per", "hours");
    private static final List<String> FLAT = List.of("flat", "to", "covers");
    private static final List<String> PER = List.of("per", "amount", "minimum", "to", "covers");
    private static final List<String> HOURS = List.of("hours", "then", "to", "covers");
    static final List<String> KEYS = Stream.of(FLAT, PER, HOURS).flatMap(List::stream).distinct().toList();

    private static final Pattern INCLUDED = Pattern.compile("(\\d+(?:\\.\\d{1,2})?)(?:\\s+hours?)?\\s+per\\s+month(?:\\s+included)?");

    private final Names names;
    private final Map<String, Service> services;
    private final Report report;

    FeesReader(Names names, Map<String, Service> services, Report report) {
        this.names = names;
        this.services = services;
        this.report = report;
    }

    List<Fee> fees(@Nullable Tree tree) {
        var fees = new ArrayList<Fee>();
        for (var item : Tree.listOf(tree)) {
            var fee = fee(item);
            if (fee != null) fees.add(fee);
        }
        return List.copyOf(fees);
    }

    private @Nullable Fee fee(Tree tree) {
        var shape = tree instanceof Tree.Mapping map ? SHAPES.stream().filter(key -> map.get(key) != null).findFirst().orElse("") : "";
        return switch (shape) {
            case "flat" -> flat(tree);
            case "per" -> perUnit(tree);
            case "hours" -> hours(tree);
            default -> {
                report.error("missing", tree.at(), "This fee says neither 'flat:', 'per:' nor 'hours:'.",
                        "For example: { flat: 4200 USD per month, covers: [ help-desk ] }");
                yield null;
            }
        };
    }

    private @Nullable Fee flat(Tree tree) {
        var fields = Fields.of(tree, "a flat fee", report, FLAT);
        if (fields == null) return null;
        var perMonth = rate(fields, "flat", Rate.Unit.MONTH);
        var payee = payee(fields);
        var covers = covers(fields);
        return perMonth == null || payee == null ? null : new Fee.Flat(perMonth, payee, covers, fields.at());
    }

    private @Nullable Fee perUnit(Tree tree) {
        var fields = Fields.of(tree, "a fee per unit", report, PER);
        if (fields == null) return null;
        var unit = fields.text("per");
        fields.required("amount", "Add the price of one: amount: 60 USD per month");
        var perMonth = rate(fields, "amount", Rate.Unit.MONTH);
        int minimum = fields.number("minimum", 0, 1_000_000, 0);
        var payee = payee(fields);
        var covers = covers(fields);
        return unit == null || perMonth == null || payee == null ? null : new Fee.PerUnit(unit, perMonth, minimum, payee, covers, fields.at());
    }

    private @Nullable Fee hours(Tree tree) {
        var fields = Fields.of(tree, "a fee by hours", report, HOURS);
        if (fields == null) return null;
        var word = fields.text("hours");
        var included = word == null ? null : INCLUDED.matcher(word);
        if (word != null && included != null && !included.matches()) {
            report.error("bad-unit", fields.at("hours"), "'%s' is no number of hours.".formatted(word), "Write: hours: 20 per month included");
            included = null;
        }
        var perHour = rate(fields, "then", Rate.Unit.HOUR);
        var payee = payee(fields);
        var covers = covers(fields);
        return included == null || payee == null ? null : new Fee.Hours(new BigDecimal(included.group(1)), perHour, payee, covers, fields.at());
    }

    private @Nullable Money rate(Fields fields, String key, Rate.Unit unit) {
        var word = fields.text(key);
        if (word == null) return null;
        var example = unit == Rate.Unit.MONTH ? "4200 USD per month" : "145 USD per hour";
        try {
            var rate = Rate.parse(word);
            if (rate.per() == unit && !rate.amount().isNegative()) return rate.amount();
            report.error("bad-unit", fields.at(key), "'%s' is not an amount %s.".formatted(word,
                    unit == Rate.Unit.MONTH ? "per month" : "per hour"), "Write: %s: %s".formatted(key, example));
        } catch (IllegalArgumentException e) {
            report.error("bad-unit", fields.at(key), String.valueOf(e.getMessage()), "Write: %s: %s".formatted(key, example));
        }
        return null;
    }

    /// The only provider, or the one `to:` names. A template's fees go to the first provider.
    private @Nullable Party payee(Fields fields) {
        var to = fields.get("to");
        if (to != null) {
            var party = names.party(to);
            if (party == null || !party.isClient()) return party;
            report.error("bad-value", to.at(), "The client is not paid by this agreement.",
                    "Name a provider: to: %s".formatted(String.join(" | ", providers().stream().map(Party::key).toList())));
            return null;
        }
        var providers = providers();
        if (providers.size() == 1 || !providers.isEmpty() && Templates.isTemplate(fields.at().file())) return providers.getFirst();
        if (providers.isEmpty()) report.error("bad-value", fields.at(), "A fee is written, but the agreement has no providers.",
                "Add 'providers:', or remove the fee.");
        else report.error("missing", fields.at(), "There are several providers; this fee does not say whom it pays.",
                "Add 'to:' with one of: %s".formatted(String.join(", ", providers.stream().map(Party::key).toList())));
        return null;
    }

    private List<Party> providers() {
        return names.parties.values().stream().filter(party -> !party.isClient()).toList();
    }

    /// Services, or single activities; `all` for every service of the agreement.
    private List<String> covers(Fields fields) {
        var tree = fields.required("covers", "Name what the fee pays for: covers: [ help-desk, backup ], or covers: all");
        var covers = new LinkedHashSet<String>();
        for (var item : Tree.listOf(tree)) {
            var word = Fields.text(item, "covers", report);
            if (word == null) continue;
            if (word.equals("all")) covers.addAll(services.keySet());
            else if (known(word)) covers.add(word);
            // An inherited fee may name a service that the agreement removed.
            else if (!Templates.isTemplate(item.at().file())) report.unknown(item.at(), "service in this agreement", word, services.keySet());
        }
        return List.copyOf(covers);
    }

    private boolean known(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) return services.containsKey(key);
        var service = services.get(key.substring(0, slash));
        return service != null && service.activities().containsKey(key);
    }
}
