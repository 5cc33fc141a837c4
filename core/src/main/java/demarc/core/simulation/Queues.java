package demarc.core.simulation;

import static demarc.core.simulation.World.PRIORITIES;

import java.util.Arrays;
import java.util.HashMap;

/// Who waits at each crew, in the order in which they joined. Tickets that the same groups can take stand in one line; each crew has a line for
/// each such class and each priority, and a person takes the best head of the lines they serve.
final class Queues {

    private static final int NOBODY = -1;

    private final World world;
    private final Groups groups;
    /// By crew: the number of its classes, and the class of each service.
    private final int[] classes;
    private final int[][] classOf;
    /// By crew: the class's first line; a class has a line for each priority.
    private final int[] firstLine;
    private final int[] head;
    private final int[] tail;
    /// Whether a group serves a line: by group, then by line of its crew.
    private final boolean[][] serves;
    private final int[] next;
    private final long[] joined;
    private final int[] waiting;
    private int size;

    @FunctionalInterface
    interface Leaving {
        boolean leaves(int crew, int ticket);
    }

    Queues(World world, Groups groups) {
        this.world = world;
        this.groups = groups;
        int crews = groups.crews();
        classes = new int[crews];
        classOf = new int[crews][world.services];
        firstLine = new int[crews + 1];
        serves = new boolean[groups.endOf(crews - 1)][];
        for (int crew = 0; crew < crews; crew++) {
            classify(crew);
            firstLine[crew + 1] = firstLine[crew] + classes[crew] * PRIORITIES;
        }
        head = new int[firstLine[crews]];
        tail = new int[firstLine[crews]];
        Arrays.fill(head, NOBODY);
        next = new int[world.size];
        joined = new long[world.size];
        waiting = new int[crews];
    }

    private void classify(int crew) {
        var known = new HashMap<String, Integer>();
        var services = new int[world.services];
        for (int service = 0; service < world.services; service++) {
            var key = new StringBuilder();
            for (int group = groups.firstOf(crew); group < groups.endOf(crew); group++)
                for (int priority = 0; priority < PRIORITIES; priority++) key.append(groups.takes(group, service, priority) ? '1' : '0');
            var id = known.computeIfAbsent(key.toString(), _ -> known.size());
            classOf[crew][service] = id;
            services[id] = service;
        }
        classes[crew] = known.size();
        for (int group = groups.firstOf(crew); group < groups.endOf(crew); group++) {
            serves[group] = new boolean[known.size() * PRIORITIES];
            for (int line = 0; line < serves[group].length; line++) serves[group][line] = groups.takes(group, services[line / PRIORITIES], line % PRIORITIES);
        }
    }

    int size() {
        return size;
    }

    int size(int crew) {
        return waiting[crew];
    }

    void add(int crew, int ticket, long now) {
        int line = line(crew, ticket);
        joined[ticket] = now;
        next[ticket] = NOBODY;
        if (head[line] == NOBODY) head[line] = ticket;
        else next[tail[line]] = ticket;
        tail[line] = ticket;
        waiting[crew]++;
        size++;
    }

    /// Takes out what somebody of this group does next, or gives -1.
    int take(int crew, int group) {
        var served = serves[group];
        int best = NOBODY;
        int bestLine = NOBODY;
        for (int priority = 0; priority < PRIORITIES && best == NOBODY; priority++)
            for (int line = priority; line < served.length; line += PRIORITIES) {
                int ticket = head[firstLine[crew] + line];
                if (ticket == NOBODY || !served[line] || best != NOBODY && !before(ticket, best)) continue;
                best = ticket;
                bestLine = firstLine[crew] + line;
            }
        if (best == NOBODY) return NOBODY;
        head[bestLine] = next[best];
        waiting[crew]--;
        size--;
        return best;
    }

    void remove(int crew, int ticket) {
        int line = line(crew, ticket);
        int last = NOBODY;
        for (int each = head[line]; each != ticket; each = next[each]) last = each;
        unlink(crew, line, last, ticket);
    }

    private void unlink(int crew, int line, int last, int ticket) {
        if (last == NOBODY) head[line] = next[ticket];
        else next[last] = next[ticket];
        if (tail[line] == ticket) tail[line] = last;
        waiting[crew]--;
        size--;
    }

    private int line(int crew, int ticket) {
        return firstLine[crew] + classOf[crew][world.service[ticket]] * PRIORITIES + world.priority[ticket];
    }

    private boolean before(int one, int other) {
        return joined[one] != joined[other] ? joined[one] < joined[other] : one < other;
    }

    /// Lets those go who leave.
    void sift(Leaving leaving) {
        for (int crew = 0; crew < waiting.length; crew++)
            for (int line = firstLine[crew]; line < firstLine[crew + 1]; line++) {
                int last = NOBODY;
                for (int ticket = head[line]; ticket != NOBODY; ticket = next[ticket]) {
                    if (leaving.leaves(crew, ticket)) unlink(crew, line, last, ticket);
                    else last = ticket;
                }
            }
    }
}
