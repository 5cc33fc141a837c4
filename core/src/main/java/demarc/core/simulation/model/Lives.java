package demarc.core.simulation.model;

import java.util.Arrays;

/// Stretches of tickets' lives, none longer than a week: at what age, how many weeks ago, and whether it ended in a resolution.
final class Lives {
    int size;
    float[] from = new float[1024];
    float[] to = new float[1024];
    short[] weeksAgo = new short[1024];
    boolean[] ended = new boolean[1024];
    short[] service = new short[1024];
    byte[] priority = new byte[1024];

    void add(double fromAge, double toAge, int weeksAgo, boolean ended, int service, int priority) {
        if (size == from.length) grow();
        from[size] = (float) fromAge;
        to[size] = (float) toAge;
        this.weeksAgo[size] = (short) weeksAgo;
        this.ended[size] = ended;
        this.service[size] = (short) service;
        this.priority[size++] = (byte) priority;
    }

    private void grow() {
        from = Arrays.copyOf(from, 2 * size);
        to = Arrays.copyOf(to, 2 * size);
        weeksAgo = Arrays.copyOf(weeksAgo, 2 * size);
        ended = Arrays.copyOf(ended, 2 * size);
        service = Arrays.copyOf(service, 2 * size);
        priority = Arrays.copyOf(priority, 2 * size);
    }
}
