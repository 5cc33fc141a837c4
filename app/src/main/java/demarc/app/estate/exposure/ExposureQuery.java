package demarc.app.estate.exposure;

import demarc.app.platform.ListQuery;
import demarc.app.platform.ListQuery.Chip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What the list of exposures can be asked for.
final class ExposureQuery {
    private static final List<String> NAMES = List.of("client", "ring", "severity", "kev", "exception", "late", "package", "vulnerability", "asset", "patch");

    private ExposureQuery() {}

    static ListQuery of(Map<String, String> asked) {
        return ListQuery.of("/estate/exposure", NAMES, asked);
    }

    static Exposures.Filter filter(ListQuery query, Collection<Integer> clients) {
        var ring = query.number("ring");
        return new Exposures.Filter(clients, ring == null ? null : (int) Math.min(ring, Integer.MAX_VALUE), ExposureApi.rating(query.value("severity")), query.yes("kev"), query.yes("exception"), query.yes("late"),
                query.said("package"), query.said("vulnerability"), query.number("asset"), query.number("patch"));
    }

    static List<Chip> chips(ListQuery query, Map<String, String> clients) {
        var chips = new ArrayList<Chip>();
        query.values().forEach((name, value) -> chips.add(new Chip(switch (name) {
            case "client" -> clients.getOrDefault(value, value);
            case "ring" -> "Ring " + value;
            case "severity" -> ExposureApi.rating(value) == null ? value : ExposureApi.rating(value).label();
            case "kev" -> value.equals("yes") ? "Exploited" : "Not exploited";
            case "exception" -> value.equals("yes") ? "Excepted" : "Not excepted";
            case "late" -> "Date passed";
            case "patch" -> "One piece of work";
            case "asset" -> "One asset";
            default -> value;
        }, query.without(name))));
        return chips;
    }
}
