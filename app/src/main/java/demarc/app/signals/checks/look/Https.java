package demarc.app.signals.checks.look;

import demarc.app.platform.JudgedNames;
import demarc.app.platform.Outbound;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;

/// One request on a connection of its own. Each host on the way, redirects too, is resolved by [Outbound], and what it names is connected to.
final class Https {
    private static final int MOST_READ = 1024 * 1024;
    private static final int REDIRECTS = 5;

    private Https() {}

    static Answer look(Outbound outbound, Look.Http http) throws IOException {
        var trust = new Trust(http.trustsAny());
        var timeout = http.patience().timeout();
        var request = new HttpUriRequestBase(http.method(), http.address());
        request.setHeader("User-Agent", "Demarc");
        request.setHeader("Accept", "*/*");
        var began = System.nanoTime();
        try (var client = client(outbound, http, trust); var deadline = new Deadline(timeout, request::cancel)) {
            try {
                return client.execute(request, response -> judged(http, response, began)).until(trust.until());
            } catch (IOException e) {
                var failure = deadline.passed() ? new SocketTimeoutException() : plain(e);
                return Answer.down(Looker.millis(began), Looker.words(failure, timeout)).until(trust.until());
            }
        }
    }

    private static CloseableHttpClient client(Outbound outbound, Look.Http http, Trust trust) {
        var wait = Timeout.ofMilliseconds(http.patience().timeout().toMillis());
        var tls = ClientTlsStrategyBuilder.create().setSslContext(trust.context());
        if (http.trustsAny()) tls.setHostnameVerifier(NoopHostnameVerifier.INSTANCE).setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT);
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new JudgedNames(outbound))
                .setTlsSocketStrategy(tls.buildClassic())
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(wait).setSocketTimeout(wait).build())
                .setMaxConnTotal(1)
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(wait).setConnectionRequestTimeout(wait)
                        .setRedirectsEnabled(http.follows()).setMaxRedirects(REDIRECTS).setCircularRedirectsAllowed(false).build())
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static Answer judged(Look.Http http, ClassicHttpResponse response, long began) throws IOException {
        var status = response.getCode();
        var body = "";
        var entity = response.getEntity();
        if (http.readsBody() && entity != null) body = new String(entity.getContent().readNBytes(MOST_READ), StandardCharsets.UTF_8);
        var millis = Looker.millis(began);
        if (http.right().stream().noneMatch(right -> right.from() <= status && status <= right.to()))
            return Answer.down(millis, "Answered %d, not %s.".formatted(status, http.right().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        if (http.contains() != null && !body.contains(http.contains())) return Answer.down(millis, "Answered %d, but without '%s'.".formatted(status, http.contains()));
        if (http.lacks() != null && body.contains(http.lacks())) return Answer.down(millis, "Answered %d, but with '%s'.".formatted(status, http.lacks()));
        return Answer.up(millis, "%d in %.0f ms.".formatted(status, millis));
    }

    /// The client's own exceptions say the host twice and the reason last.
    private static IOException plain(IOException failure) {
        return switch (failure) {
            case ConnectTimeoutException _ -> new SocketTimeoutException();
            case HttpHostConnectException connect -> new java.net.ConnectException(String.valueOf(connect.getMessage()).contains("refused") ? "Connection refused" : connect.getMessage());
            default -> failure.getMessage() == null && failure.getCause() != null ? new IOException(failure.getCause()) : failure;
        };
    }

}
