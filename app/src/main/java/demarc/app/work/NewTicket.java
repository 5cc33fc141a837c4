package demarc.app.work;

import demarc.core.agreement.Priority;
import org.jspecify.annotations.Nullable;

/// What somebody asks for. Only the client and the subject are needed; the agreement and the matrix fill in the rest.
///
/// @param client    key of the client; null for whoever asks for their own business
/// @param service   picks the activity where its everyday work comes in, when no activity is named
/// @param priority  null: from impact × urgency, else P3
/// @param requester email of the person it is for; null for whoever asks
/// @param change    for changes: which kind decides who decides; null for a normal change
/// @param amount    what it costs, for decisions on spend: `1200 USD`
public record NewTicket(
        @Nullable String client, @Nullable String subject, @Nullable String description, @Nullable Kind kind, @Nullable String service,
        @Nullable String activity, @Nullable Priority priority, @Nullable Scale impact, @Nullable Scale urgency, @Nullable String site,
        @Nullable String requester, @Nullable ChangeType change, @Nullable String amount) {

    public static NewTicket incident(String client, String subject, String activity, Priority priority) {
        return new NewTicket(client, subject, null, Kind.INCIDENT, null, activity, priority, null, null, null, null, null, null);
    }
}
