package demarc.bench.desk;

import demarc.core.simulation.Desk1;
import demarc.core.simulation.Engine;
import demarc.core.simulation.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// Runs desk-1 on given tickets, so that engines can be held against each other ticket by ticket: `Trace IN.csv OUT.csv`. Times are hours from Monday 00:00.
///
/// In: `id,arrival,service(0-3),priority(1-3),h1,esc(0/1),h2`, sorted by arrival. Out: `id,team1(I/P),start1,end1,start2,end2`, without the last two where
/// nothing was escalated. The engine counts milliseconds: tickets given finer than that agree as far as their rounding allows.
public final class Trace {

    private static final double HOUR = 3_600_000;

    private Trace() {}

    public static void main(String[] arguments) throws IOException {
        var ids = new ArrayList<String>();
        var draft = World.between(Desk1.START, Desk1.END);
        try (var lines = Files.lines(Path.of(arguments[0]))) {
            lines.skip(1).map(line -> line.split(",")).forEach(ticket -> {
                ids.add(ticket[0]);
                draft.add(Desk1.START + milliseconds(ticket[1]), Integer.parseInt(ticket[2]), Integer.parseInt(ticket[3]) - 1, (int) Math.max(1, milliseconds(ticket[4])),
                        ticket[5].equals("1") ? (int) Math.max(1, milliseconds(ticket[6])) : 0, 0, 0);
            });
        }
        var world = draft.drawn();
        var outcome = Engine.run(world, Desk1.desk(3, 5));
        try (var out = Files.newBufferedWriter(Path.of(arguments[1]))) {
            out.write("id,team1,start1,end1,start2,end2\n");
            for (int i = 0; i < world.size(); i++) {
                out.write("%s,%s,%s,%s,".formatted(ids.get(i), outcome.crew(i) == Desk1.INTERNAL ? "I" : "P", hours(outcome.start(i)), hours(outcome.end(i))));
                out.write(outcome.escalated(i) ? "%s,%s%n".formatted(hours(outcome.secondStart(i)), hours(outcome.secondEnd(i))) : ",\n");
            }
        }
    }

    private static long milliseconds(String hours) {
        return Math.round(Double.parseDouble(hours) * HOUR);
    }

    private static double hours(long moment) {
        return (moment - Desk1.START) / HOUR;
    }
}
