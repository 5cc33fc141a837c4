package demarc.app.agreement;

import java.time.Instant;

/// From `at` on, this version says who does what for the client. Published once, in a transaction that sees every client, soon after
/// that moment: what must be exact asks [Agreements#inForce] instead of waiting to be told.
public record AgreementCameIntoForce(int clientId, long versionId, Instant at) {}
