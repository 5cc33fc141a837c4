package demarc.app.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/// Names for an HTTP client: each one is judged, and the address that was judged is the one that is connected to.
public record JudgedNames(Outbound outbound) implements DnsResolver {
    @Override public InetAddress[] resolve(String host) throws UnknownHostException {
        return new InetAddress[] {outbound.resolve(host)};
    }

    @Override public String resolveCanonicalHostname(String host) {
        return host;
    }
}
