package demarc.app.signals.web;

import demarc.app.directory.Client;
import demarc.app.signals.triage.Coverage.Report;
import java.util.List;

/// What is watched and what is not, for one client or some.
public record CoveragePage(List<One> reports, List<Client> clients, String client) {
    public static final int WIDTH = 400;

    public record One(Client client, Report report) {
        public String words() {
            var things = report.things();
            return things == 0 ? "No things are known yet." : "%d of %d things are watched.".formatted(report.watched(), things);
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
