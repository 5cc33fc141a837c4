package demarc.core.agreement;

import demarc.core.Nearest;
import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Framework;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// `regulated`: a framework under `compliance:` asks for an activity that nobody is responsible for, because the agreement leaves it out or
/// gives it no rule. A framework nobody knows is an `unknown-name`.
final class Regulation {

    private static final int LISTED = 3;

    private Regulation() {}

    static List<Finding> check(Space space) {
        var done = new HashSet<String>();
        for (var ground : space.grounds())
            if (!ground.shares().isEmpty()) for (var activity : ground.activities()) done.add(activity.code());
        var findings = new ArrayList<Finding>();
        for (var framework : space.agreement().compliance()) {
            var known = Controls.framework(framework.name());
            if (known.isEmpty()) findings.add(unknown(framework));
            else add(framework, known.get(), done, findings);
        }
        return findings;
    }

    private static void add(Framework framework, Controls.Column column, HashSet<String> done, List<Finding> findings) {
        var missing = new ArrayList<String>();
        var byService = new ArrayList<String>();
        for (var service : Catalogue.services()) {
            var ids = column.ids(service.code());
            if (ids.isEmpty()) continue;
            var open = Controls.activities(service.code()).stream().filter(code -> !done.contains(code)).toList();
            if (open.isEmpty()) continue;
            missing.addAll(open);
            var names = service.activities().stream().filter(activity -> open.contains(activity.code())).map(Catalogue.Activity::name).toList();
            byService.add("%s (%s): %s".formatted(service.key(), ids, String.join(", ", names)));
        }
        if (missing.isEmpty()) return;
        var shown = byService.stream().limit(LISTED).toList();
        findings.add(Finding.error(
                "regulated",
                framework.at(),
                "%s asks for %s that nobody is responsible for."
                        .formatted(column.name(), Words.count(missing.size(), "activity", "activities")),
                String.join("; ", shown) + (byService.size() > LISTED ? "; and %s".formatted(Words.count(byService.size() - LISTED, "more service", "more services")) : ""),
                "Add the service under `services:` with a rule, or begin with a template (extends: co-managed/keep-the-desk)."));
    }

    private static Finding unknown(Framework framework) {
        var names = Controls.names();
        var near = Nearest.to(framework.name().toUpperCase(Locale.ROOT), names);
        return Finding.error(
                "unknown-name",
                framework.at(),
                "There is no framework '%s' whose controls Demarc knows.".formatted(framework.name()),
                null,
                near.map(name -> "Did you mean '" + name + "'?").orElse("Known: " + String.join(", ", names) + "."));
    }
}
