package demarc.core.simulation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Who is on the internal team, in full-time people.
public record Staff(Map<Post, Double> fte) {

    public static final Staff NOBODY = new Staff(Map.of());

    public Staff {
        var copy = new EnumMap<Post, Double>(Post.class);
        fte.forEach((post, people) -> {
            if (!(people >= 0 && people <= 10_000))
                throw new IllegalArgumentException("a team cannot have (%s) of the post %s: from 0 to 10,000".formatted(people, post.title()));
            if (people > 0) copy.put(post, people);
        });
        fte = Collections.unmodifiableMap(copy);
    }

    /// A usual make-up of so many people: an administrator first, support beside, a manager from three on, a security analyst from eight on,
    /// one administrator to two in support.
    public static Staff of(double people) {
        var fte = new EnumMap<Post, Double>(Post.class);
        double left = people;
        if (people >= 3) left -= take(fte, Post.MANAGER, 1);
        if (people >= 8) left -= take(fte, Post.ANALYST, 1);
        double administrators = Math.min(left, Math.max(1, StrictMath.rint(left / 3)));
        left -= take(fte, Post.ADMINISTRATOR, administrators);
        take(fte, Post.SUPPORT, left);
        return new Staff(fte);
    }

    private static double take(Map<Post, Double> fte, Post post, double people) {
        fte.put(post, people);
        return people;
    }

    public double people() {
        return fte.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    public double of(Post post) {
        return fte.getOrDefault(post, 0.0);
    }
}
