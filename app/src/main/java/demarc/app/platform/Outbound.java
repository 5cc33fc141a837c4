package demarc.app.platform;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Where the product may connect to on somebody's behalf: checks, mail boxes, webhooks. A name is resolved once, the address is judged, and the caller
/// connects to that very address, so that a name cannot mean something else a moment later.
///
/// Needs no Spring: `demarc probe` uses it too.
public final class Outbound {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// The system's resolver blocks the thread that asks. On virtual threads a dead name server would hold up everybody's requests.
    private static final int AT_ONCE = 256;
    private static final ExecutorService RESOLVERS = new ThreadPoolExecutor(0, AT_ONCE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("resolve-", 0).factory(), new ThreadPoolExecutor.AbortPolicy());

    /// A block of addresses that means something else than "a machine on the internet".
    private record Block(Range range, String what, boolean inside) {
        private static Block of(String range, String what, boolean inside) {
            return new Block(Range.parse(range), what, inside);
        }
    }

    private static final List<Block> SPECIAL = List.of(
            Block.of("10.0.0.0/8", "a private address", true), Block.of("172.16.0.0/12", "a private address", true),
            Block.of("192.168.0.0/16", "a private address", true), Block.of("100.64.0.0/10", "a carrier's inner address", true),
            Block.of("127.0.0.0/8", "this machine itself", false), Block.of("0.0.0.0/8", "no address of a machine", false),
            Block.of("169.254.0.0/16", "a link-local address, where clouds keep their metadata", false),
            Block.of("192.0.0.0/24", "reserved", false), Block.of("192.0.2.0/24", "for documentation", false), Block.of("192.88.99.0/24", "reserved", false),
            Block.of("198.18.0.0/15", "for bench tests", true), Block.of("198.51.100.0/24", "for documentation", false),
            Block.of("203.0.113.0/24", "for documentation", false), Block.of("224.0.0.0/4", "a multicast address", false),
            Block.of("240.0.0.0/4", "reserved", false),
            Block.of("::/96", "this machine itself", false), Block.of("64:ff9b::/96", "a translated address", false),
            Block.of("64:ff9b:1::/48", "a translated address", true), Block.of("100::/64", "a black hole", false),
            Block.of("2001::/23", "a tunnel or reserved", false), Block.of("2001:db8::/32", "for documentation", false),
            Block.of("2002::/16", "a tunnel", false), Block.of("fd00:ec2::/32", "a cloud's metadata", false), Block.of("fc00::/7", "a private address", true),
            Block.of("fe80::/10", "a link-local address", false), Block.of("fec0::/10", "a private address", true), Block.of("ff00::/8", "a multicast address", false));
    private static final Range GLOBAL_6 = Range.parse("2000::/3");

    /// `10.20.0.0/16`
    public record Range(InetAddress first, int bits) {
        public static Range parse(String text) {
            var slash = text.strip().split("/", -1);
            try {
                if (slash.length > 2 || !slash[0].matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) throw new IllegalArgumentException();
                var address = InetAddress.getByName(slash[0]);
                var most = address.getAddress().length * 8;
                var bits = slash.length == 1 ? most : Integer.parseInt(slash[1]);
                if (bits < 0 || bits > most) throw new IllegalArgumentException();
                return new Range(masked(address, bits), bits);
            } catch (UnknownHostException | IllegalArgumentException e) {
                throw new Refused("range", "'%s' is no range of addresses. Write 10.20.0.0/16, 192.168.4.7 or fd12:3456::/48.".formatted(text));
            }
        }

        public boolean contains(InetAddress address) {
            return address.getAddress().length == first.getAddress().length && masked(address, bits).equals(first);
        }

        boolean liesIn(Range other) {
            return bits >= other.bits && other.contains(first);
        }

        private static InetAddress masked(InetAddress address, int bits) {
            var bytes = address.getAddress();
            var free = bytes.length * 8 - bits;
            var kept = new BigInteger(1, bytes).shiftRight(free).shiftLeft(free).toByteArray();
            var padded = new byte[bytes.length];
            for (int to = padded.length - 1, from = kept.length - 1; to >= 0 && from >= 0; to--, from--) padded[to] = kept[from];
            try {
                return InetAddress.getByAddress(padded);
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override public String toString() {
            return first.getHostAddress() + "/" + bits;
        }
    }

    private final boolean inside;
    private final List<Range> allowed;

    private Outbound(boolean inside, List<Range> allowed) {
        this.inside = inside;
        this.allowed = List.copyOf(allowed);
    }

    /// From the server: only what everybody on the internet can reach, and what was opened.
    public static Outbound fromServer(List<Range> opened) {
        return new Outbound(false, opened);
    }

    /// From within a client's own network: its private addresses too, but not the machine it runs on unless that was opened.
    public static Outbound fromInside(List<Range> opened) {
        return new Outbound(true, opened);
    }

    /// A range that may be opened lies within one kind of network, so that nobody opens more than they name.
    public static Range mayBeOpened(String text) {
        var range = Range.parse(text);
        if (SPECIAL.stream().noneMatch(block -> range.liesIn(block.range)))
            throw new Refused("range", "%s is not within one inner network. Name the network itself: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or a part of one; public addresses are open anyway."
                    .formatted(text.strip()));
        return range;
    }

    /// The address to connect to.
    ///
    /// @throws UnknownHostException the name means nothing now
    /// @throws Refused              all that it means is off limits, and why
    public InetAddress resolve(String host) throws UnknownHostException {
        Refused why = null;
        for (var address : addresses(host)) {
            var refused = judge(host, address);
            if (refused == null) return address;
            why = refused;
        }
        if (why == null) throw new UnknownHostException(host);
        throw why;
    }

    public static int port(int port) {
        if (port < 1 || port > 65_535) throw new Refused("target", "%d is no port: there are 1 to 65535.".formatted(port));
        return port;
    }

    private @Nullable Refused judge(String host, InetAddress address) {
        if (allowed.stream().anyMatch(range -> range.contains(address))) return null;
        var shown = host.equals(address.getHostAddress()) ? host : "%s (%s)".formatted(host, address.getHostAddress());
        for (var block : SPECIAL) {
            if (!block.range.contains(address)) continue;
            if (inside && block.inside) return null;
            return new Refused("target", block.inside
                    ? "%s is %s. The server reaches it only when an administrator opens that range for this client; or let a probe inside that network do it.".formatted(shown, block.what)
                    : "%s is %s: nothing there is connected to.".formatted(shown, block.what));
        }
        if (address.getAddress().length == 16 && !GLOBAL_6.contains(address)) return new Refused("target", "%s is reserved: nothing there is connected to.".formatted(shown));
        return null;
    }

    private static List<InetAddress> addresses(String host) throws UnknownHostException {
        var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        Future<InetAddress[]> asked;
        try {
            asked = RESOLVERS.submit(() -> InetAddress.getAllByName(bare));
        } catch (RejectedExecutionException e) {
            throw new UnknownHostException("%s: the name server leaves %d questions unanswered".formatted(host, AT_ONCE));
        }
        try {
            return Arrays.asList(asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) throw unknown;
            throw new UnknownHostException(host);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new UnknownHostException("%s: no answer from the name server within %d s".formatted(host, PATIENCE.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host);
        }
    }
}
