package demarc.app.signals.checks.look;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A look's settings as people and programs write them; [Look#of] checks them. Null means the usual.
///
/// @param timeoutSeconds      how long to wait (usually 5)
/// @param slowMillis          an answer that takes longer counts as failing
/// @param method              HTTP: `GET`, `HEAD` or `OPTIONS`
/// @param status              HTTP: what is right, `200-399` or `200,401`
/// @param contains            HTTP: a text that the answer must hold, within its first megabyte
/// @param lacks               HTTP: a text that it must not hold
/// @param certificateDays     HTTP, TLS: warn this many days before the certificate ends (usually 30); 0 never
/// @param followRedirects     HTTP: usually true
/// @param trustAnyCertificate HTTP, TLS: for a self-signed one; its end is watched all the same
/// @param record              DNS: `A`, `AAAA`, `MX`, `TXT`, …
/// @param expect              DNS: answers that must be there, with commas between; SNMP: the value for `=` and `!=`
/// @param server              DNS: the name server to ask; the system's own when null
/// @param version             SNMP: `2c` or `3`
/// @param auth                SNMP 3: `SHA`, `SHA256`, `SHA512`, `MD5`
/// @param privacy             SNMP 3: `AES`, `AES256`, `DES`
/// @param compare             SNMP: failing when the value is `>`, `<` of `raise`, or is not `=`, or is not `!=` to `expect`
/// @param clear               SNMP: no longer failing at this value; `raise` itself when null
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Settings(
        @Nullable Integer timeoutSeconds, @Nullable Integer slowMillis, @Nullable String method, @Nullable String status, @Nullable String contains,
        @Nullable String lacks, @Nullable Integer certificateDays, @Nullable Boolean followRedirects, @Nullable Boolean trustAnyCertificate,
        @Nullable String record, @Nullable String expect, @Nullable String server, @Nullable String version, @Nullable String community,
        @Nullable String user, @Nullable String auth, @Nullable String authPassword, @Nullable String privacy, @Nullable String privacyPassword,
        @Nullable String oid, @Nullable String compare, @Nullable Double raise, @Nullable Double clear) {

    public static final Settings USUAL = new Settings(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null);

    /// The same with other secrets: sealed, opened, or none.
    public Settings withSecrets(@Nullable String community, @Nullable String authPassword, @Nullable String privacyPassword) {
        return new Settings(timeoutSeconds, slowMillis, method, status, contains, lacks, certificateDays, followRedirects, trustAnyCertificate, record, expect,
                server, version, community, user, auth, authPassword, privacy, privacyPassword, oid, compare, raise, clear);
    }
}
