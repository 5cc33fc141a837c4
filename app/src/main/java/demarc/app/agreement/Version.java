package demarc.app.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One proposed text and what has happened to it. Its state is read off these facts, never stored.
///
/// @param effectiveAt midnight of the effective date where the client is
/// @param parties     ids of the parties that must sign
/// @param signatures  oldest first
/// @param from        when it comes into force; null until every party has signed
public record Version(
        int clientId,
        long id,
        int number,
        String hash,
        LocalDate effective,
        Instant effectiveAt,
        List<Integer> parties,
        String note,
        int createdBy,
        Instant createdAt,
        List<Signature> signatures,
        @Nullable Withdrawal withdrawal,
        @Nullable Instant from) {

    /// A party's word, by one person, over one text.
    public record Signature(int partyId, int personId, String hash, Instant at, String statement) {}

    public record Withdrawal(int personId, Instant at, String reason) {}

    public enum State { PROPOSED, WITHDRAWN, UPCOMING, IN_FORCE, REPLACED }

    /// @param current the version in force now, if any
    public State state(Instant now, @Nullable Long current) {
        if (withdrawal != null) return State.WITHDRAWN;
        if (from == null) return State.PROPOSED;
        if (from.isAfter(now)) return State.UPCOMING;
        return current != null && current == id ? State.IN_FORCE : State.REPLACED;
    }

    public boolean isOpen() {
        return withdrawal == null && from == null;
    }

    public Optional<Signature> signatureOf(int partyId) {
        return signatures.stream().filter(signature -> signature.partyId == partyId).findFirst();
    }

    public boolean awaits(int partyId) {
        return isOpen() && parties.contains(partyId) && signatureOf(partyId).isEmpty();
    }

    /// What a person of the party says by signing.
    public String statement(String person, String party, String client) {
        return "I, %s, sign for %s version %d of the agreement of %s, effective %s, whose text has the SHA-256 %s.".formatted(person, party, number, client, effective, hash);
    }
}
