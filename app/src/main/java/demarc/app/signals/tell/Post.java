package demarc.app.signals.tell;

import demarc.app.platform.JudgedNames;
import demarc.app.platform.Outbound;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/// A request to a tool that stands wherever somebody wrote that it does: judged by address, without redirects, bounded in time and size.
public final class Post {
    private static final int MOST_READ = 1024 * 1024;
    private static final Timeout PATIENCE = Timeout.ofSeconds(10);

    public record Answer(int status, String body) {}

    private final Outbound outbound;

    public Post(Outbound outbound) {
        this.outbound = outbound;
    }

    /// @throws Refused     the address is off limits, or would send a secret in clear over the internet
    /// @throws IOException in words for people
    public Answer json(URI to, String body, Map<String, String> headers) throws IOException {
        var host = to.getHost();
        try {
            guardSecret(to, outbound.resolve(host));
            return send(to, body, headers);
        } catch (UnknownHostException e) {
            throw new IOException("The name server does not know '%s'.".formatted(host), e);
        } catch (SocketTimeoutException e) {
            throw new IOException("%s did not answer within %d s.".formatted(host, PATIENCE.toSeconds()), e);
        } catch (HttpHostConnectException e) {
            throw new IOException("%s refuses the connection at port %d.".formatted(host, port(to)), e);
        } catch (SSLException e) {
            throw new IOException("The certificate of %s is not trusted, or it speaks no TLS: %s.".formatted(host, e.getMessage()), e);
        }
    }

    private static void guardSecret(URI to, InetAddress address) {
        if (to.getScheme().equalsIgnoreCase("http") && !address.isSiteLocalAddress() && !address.isLoopbackAddress())
            throw new Refused("mapping", "%s would send the token in clear over the internet. Use https; only a tool in an inner network may go without.".formatted(to));
    }

    private Answer send(URI to, String body, Map<String, String> headers) throws IOException {
        var connections = PoolingHttpClientConnectionManagerBuilder.create().setDnsResolver(new JudgedNames(outbound)).setMaxConnTotal(1)
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(PATIENCE).setSocketTimeout(PATIENCE).build()).build();
        var request = new HttpPost(to);
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        request.setHeader("User-Agent", "Demarc");
        headers.forEach(request::setHeader);
        try (var client = HttpClients.custom().setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(PATIENCE).setConnectionRequestTimeout(PATIENCE).setRedirectsEnabled(false).build())
                .disableAutomaticRetries().disableContentCompression().disableCookieManagement().disableAuthCaching().build()) {
            return client.execute(request, response -> new Answer(response.getCode(),
                    response.getEntity() == null ? "" : new String(response.getEntity().getContent().readNBytes(MOST_READ), StandardCharsets.UTF_8)));
        }
    }

    private static int port(URI to) {
        return to.getPort() >= 0 ? to.getPort() : to.getScheme().equalsIgnoreCase("http") ? 80 : 443;
    }
}
