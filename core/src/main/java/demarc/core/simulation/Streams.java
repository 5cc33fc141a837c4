package demarc.core.simulation;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Streams of random numbers: one for each source of chance and replication, so that a change of one source leaves the others as they were.
/// The same seed gives the same numbers on any machine, as long as whoever draws uses [StrictMath].
public final class Streams {

    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS = RandomGeneratorFactory.of("L64X128MixRandom");

    public enum Source { ARRIVALS, SERVICE, PRIORITY, WORK, ESCALATION, IDLE, ABSENCE, SHOCK }

    private final long seed;

    private Streams(long seed) {
        this.seed = seed;
    }

    public static Streams of(long seed) {
        return new Streams(seed);
    }

    public RandomGenerator of(Source source, int replication) {
        return GENERATORS.create(mixed(mixed(mixed(seed) + source.ordinal()) + replication));
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014), with its increment: neighbours land far apart.
    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
