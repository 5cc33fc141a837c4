package demarc.app.signals.checks.look;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts what this machine trusts, and remembers what it was shown, trusted or not: a certificate that has expired is the one whose end people want to know.
final class Trust extends X509ExtendedTrustManager {
    private static final X509ExtendedTrustManager SYSTEM = system();

    private final boolean any;
    private @Nullable X509Certificate shown;

    Trust(boolean any) {
        this.any = any;
    }

    SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nullable Instant until() {
        return shown == null ? null : shown.getNotAfter().toInstant();
    }

    @Override public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        shown = chain[0];
        if (!any) SYSTEM.checkServerTrusted(chain, type, socket);
    }

    @Override public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        shown = chain[0];
        if (!any) SYSTEM.checkServerTrusted(chain, type, engine);
    }

    @Override public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        shown = chain[0];
        if (!any) SYSTEM.checkServerTrusted(chain, type);
    }

    @Override public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private static X509ExtendedTrustManager system() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers()).filter(X509ExtendedTrustManager.class::isInstance).map(X509ExtendedTrustManager.class::cast).findFirst().orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
