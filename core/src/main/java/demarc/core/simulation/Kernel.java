package demarc.core.simulation;

import java.util.Arrays;

/// Counts what many candidate desks would do with the same tickets, fast: the promises kept and waits are those of the [Engine], to the ticket.
///
/// It applies where each crew is one group that can do everything, the route is of [Lanes] and passes second handlings one way. Then crews can be
/// simulated one after the other, without a list of events: a sorted array tells when each person is free. One kernel serves one thread; it grows to
/// the largest world it has seen and allocates nothing for a ticket.
///
/// ```
/// kernel.deal(sheet, lanes);                    who gets what: once for all staffings
/// for (int crew : kernel.order()) {             those who pass work on, first
///     kernel.serve(crew, shift, tally);         again with another shift; what it passes on is replaced
/// }
/// kernel.serve(shifts, tallies);                all together, where waiting work moves both ways at the edges of hours
/// ```
public final class Kernel {

    private Sheet sheet;
    private Lanes lanes;
    private int[] order = {};
    private Serving[] crews = {};
    /// By crew: what it passed to others when it was served last.
    private Joins[] passed = {};
    private boolean[] served = {};
    private Joins merged = new Joins();
    /// All crews are served together, and get at once what others pass to them.
    private boolean together;
    private int stayed;

    public Kernel(Sheet sheet, Lanes lanes) {
        this.sheet = sheet;
        this.lanes = lanes;
        deal(sheet, lanes);
    }

    /// The same tickets to other lanes.
    public void deal(Lanes lanes) {
        deal(sheet, lanes);
    }

    /// @throws IllegalArgumentException when work flows back, see [Lanes#flowsBack]
    public void deal(Sheet sheet, Lanes lanes) {
        if (!lanes.office().equals(sheet.office)) throw new IllegalArgumentException("the lanes' office hours (%s) are not those of the sheet (%s)".formatted(lanes.office(), sheet.office));
        var why = lanes.flowsBack();
        if (why.isPresent()) throw new IllegalArgumentException(why.get());
        this.sheet = sheet;
        this.lanes = lanes;
        this.order = lanes.order();
        if (crews.length < lanes.crews()) {
            int had = crews.length;
            crews = Arrays.copyOf(crews, lanes.crews());
            passed = Arrays.copyOf(passed, lanes.crews());
            for (int crew = had; crew < lanes.crews(); crew++) {
                crews[crew] = new Serving(this, crew, sheet, lanes);
                passed[crew] = new Joins();
            }
            served = new boolean[lanes.crews()];
        }
        for (int crew = 0; crew < lanes.crews(); crew++) crews[crew].deal(sheet, lanes);
        Arrays.fill(served, false);
        var first = lanes.first();
        for (int ticket = 0; ticket < sheet.world.size; ticket++) crews[first[sheet.kind[ticket]]].dealt(ticket);
    }

    /// Crews, those that pass work on before those that get it.
    public int[] order() {
        return order.clone();
    }

    /// Simulates one crew, after all that stand before it in the order.
    ///
    /// @return how often work stayed that should have moved, at an edge of hours, to a crew before this one. At 0 everything counted of all these crews is
    ///         exact; where the provider's morning queue is seldom long it is nearly so. Serving all together is always exact
    public int serve(int crew, Shift shift, Tally into) {
        together = false;
        stayed = 0;
        gather(crew);
        passed[crew].clear(0);
        var serving = crews[crew];
        serving.begin(shift, into);
        for (int i = 0; lanes.moves() && i < sheet.edges.length; i++) {
            serving.run(sheet.edges[i]);
            if (serving.line.size > 0) serving.move(sheet.edges[i], sheet.opens(i));
        }
        serving.run(World.NEVER);
        serving.end();
        served[crew] = true;
        return stayed;
    }

    /// What the crews before it pass to this one, in order.
    private void gather(int crew) {
        var serving = crews[crew];
        serving.incoming.clear(0);
        for (int giver : order) {
            if (giver == crew) return;
            if (!served[giver]) throw new IllegalStateException("crew (%d) stands behind crew (%d): serve that one first".formatted(crew, giver));
            if (passed[giver].size > 0) merge(serving, passed[giver], giver, crew);
        }
    }

    private void merge(Serving serving, Joins list, int giver, int crew) {
        merged.clear(0);
        var before = serving.incoming;
        int kept = 0;
        for (int i = 0; i < list.size; i++) {
            int ticket = list.ticket[i];
            int service = sheet.world.service[ticket];
            if ((list.work[i] == Joins.SECOND ? lanes.next(giver, service, 0, 0) : lanes.other(giver, service)) != crew) continue;
            while (kept < before.size && before.before(kept, list.at[i], ticket)) merged.append(before.at[kept], before.ticket[kept], before.work[kept++]);
            merged.append(list.at[i], ticket, list.work[i]);
        }
        while (kept < before.size) merged.append(before.at[kept], before.ticket[kept], before.work[kept++]);
        before.take(merged);
    }

    /// Simulates all crews together, from one edge of hours to the next, each after those that pass work to it.
    ///
    /// @param shifts by crew
    /// @param into   by crew
    public void serve(Shift[] shifts, Tally[] into) {
        together = true;
        for (int crew : order) crews[crew].incoming.clear(0);
        for (int crew : order) crews[crew].begin(shifts[crew], into[crew]);
        if (lanes.moves())
            for (int i = 0; i < sheet.edges.length; i++) {
                for (int crew : order) crews[crew].run(sheet.edges[i]);
                for (int crew : order) if (crews[crew].line.size > 0) crews[crew].move(sheet.edges[i], sheet.opens(i));
            }
        for (int crew : order) crews[crew].run(World.NEVER);
        for (int crew : order) crews[crew].end();
        Arrays.fill(served, false);
    }

    void passed(int from, int to, int ticket, long at) {
        if (together) crews[to].comes(at, ticket, Joins.SECOND);
        else passed[from].insert(at, ticket, Joins.SECOND, 0);
    }

    boolean mayMove(int from, int to) {
        if (together || place(to) > place(from)) return true;
        stayed++;
        return false;
    }

    void moved(int from, int to, int ticket, long at) {
        if (together) crews[to].comes(at, ticket, Joins.MOVED);
        else passed[from].insert(at, ticket, Joins.MOVED, 0);
    }

    private int place(int crew) {
        int place = 0;
        while (order[place] != crew) place++;
        return place;
    }
}
