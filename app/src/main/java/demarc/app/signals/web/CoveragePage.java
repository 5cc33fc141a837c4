package demarc.app.signals.web;

import demarc.app.directory.Client;
import demarc.app.signals.triage.Coverage.Report;
import java.util.ArrayList;
import java.util.List;

/// What is watched and what is not, for one client or some.
public record CoveragePage(List<One> reports, List<Client> clients, String client) {
    public static final int WIDTH = 400;

    public record One(Client client, Report report) {
        public String words() {
            var things = report.things();
            return things == 0 ? "No things are known yet." : "%d of %d things are watched%s.".formatted(report.watched(), things, by());
        }

        private String by() {
            var by = new ArrayList<String>();
            some(by, report.by().checks(), "check of our own", "checks of our own");
            some(by, report.by().heartbeats(), "expected job", "expected jobs");
            some(by, report.by().tools(), "tool", "tools");
            return by.isEmpty() ? "" : by.size() == 1 ? ", by " + by.getFirst() : ", by %s and %s".formatted(String.join(", ", by.subList(0, by.size() - 1)), by.getLast());
        }

        private static void some(List<String> to, int count, String one, String many) {
            if (count > 0) to.add(count == 1 ? "1 " + one : "%d %s".formatted(count, many));
        }

        /// All that wants somebody's look.
        public boolean isWhole() {
            return report.blind() == 0 && report.strangers().isEmpty() && report.unlinked().isEmpty() && report.silent().isEmpty()
                    && report.owners().stream().noneMatch(owner -> owner.isNobody());
        }
    }

    public static double width(int part, int all) {
        return all == 0 ? 0 : Math.round(10.0 * WIDTH * part / all) / 10.0;
    }
}
