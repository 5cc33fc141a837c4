package demarc.app.signals.checks.probe;

import demarc.app.platform.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Certificates from a PEM file, trusted instead of the machine's: for a server that signed its own, or whose company did.
final class Anchors {
    private Anchors() {}

    static SSLContext read(Path pem) {
        try (var in = Files.newInputStream(pem)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) store.setCertificateEntry("anchor-" + store.size(), certificate);
            if (store.size() == 0) throw new CertificateException("none");
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new Refused("ca", "%s cannot be read.".formatted(pem));
        } catch (CertificateException e) {
            throw new Refused("ca", "%s holds no certificate. It should be a PEM file: -----BEGIN CERTIFICATE-----.".formatted(pem));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
