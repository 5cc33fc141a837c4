package demarc.app.signals.source;

import demarc.app.platform.Outbound;
import demarc.app.platform.Refused;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which source speaks when all that is known of it is the address it sends from. An address is no proof: a source that two clients claim is nobody's.
public final class Senders {
    private static final long LASTING = 2_000_000_000L;

    private record Claim(Outbound.Range range, Source source) {}

    private record Known(List<Claim> claims, long until) {}

    private final Sources sources;
    private final String kind;
    private final Function<Source, List<Outbound.Range>> ranges;
    private volatile @Nullable Known known;

    public Senders(Sources sources, String kind, Function<Source, List<Outbound.Range>> ranges) {
        this.sources = sources;
        this.kind = kind;
        this.ranges = ranges;
    }

    /// By its key, when it says one; else by the narrowest range that holds its address.
    public Optional<Source> find(@Nullable String key, InetAddress sender) {
        if (key != null) {
            var named = sources.byKey(key).filter(source -> source.kind().equals(kind));
            if (named.isPresent()) return named.filter(Source::enabled);
        }
        var best = new ArrayList<Claim>();
        for (var claim : claims()) {
            if (!claim.range.contains(sender)) continue;
            if (!best.isEmpty() && claim.range.bits() > best.getFirst().range.bits()) best.clear();
            if (best.isEmpty() || claim.range.bits() == best.getFirst().range.bits()) best.add(claim);
        }
        return best.stream().map(claim -> claim.source.client()).distinct().count() == 1 ? Optional.of(best.getFirst().source) : Optional.empty();
    }

    private List<Claim> claims() {
        var now = System.nanoTime();
        var remembered = known;
        if (remembered != null && remembered.until - now > 0) return remembered.claims;
        var claims = new ArrayList<Claim>();
        for (var source : Tenancy.asSystem(() -> sources.ofKind(kind))) {
            try {
                for (var range : ranges.apply(source)) claims.add(new Claim(range, source));
            } catch (Refused _) {
                // Settings from before a rule was made: such a source still speaks by its key.
            }
        }
        known = new Known(claims, now + LASTING);
        return claims;
    }
}
