package demarc.app.work.web;

import demarc.app.platform.Refused;
import demarc.app.work.ChangeType;
import demarc.app.work.Kind;
import demarc.app.work.NewTicket;
import demarc.app.work.Scale;
import demarc.core.agreement.Priority;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a new ticket as they were filled in, so that a refused form comes back as it was.
public record NewTicketForm(Map<String, String> fields) {

    public String value(String name) {
        return fields.getOrDefault(name, "").strip();
    }

    public boolean is(String name, String value) {
        return value(name).equals(value);
    }

    /// With nothing to refuse in that field.
    NewTicketForm without(String name) {
        var rest = new HashMap<>(fields);
        if (name.equals("subject")) rest.put(name, "…");
        else rest.remove(name);
        return new NewTicketForm(rest);
    }

    NewTicket ticket() {
        return ticket(value("subject"));
    }

    /// While the subject is still being thought of.
    NewTicket draft() {
        return ticket(value("subject").isEmpty() ? "…" : value("subject"));
    }

    private NewTicket ticket(String subject) {
        var priority = one(Priority.class, "priority");
        return new NewTicket(optional("client"), subject, optional("description"), one(Kind.class, "kind"), null, optional("activity"),
                priority, priority == null ? one(Scale.class, "impact") : null, priority == null ? one(Scale.class, "urgency") : null, optional("site"),
                optional("requester"), one(ChangeType.class, "change"), optional("amount"));
    }

    private @Nullable String optional(String name) {
        var value = value(name);
        return value.isEmpty() ? null : value;
    }

    private <E extends Enum<E>> @Nullable E one(Class<E> type, String name) {
        var text = value(name);
        if (text.isEmpty()) return null;
        return Arrays.stream(type.getEnumConstants()).filter(each -> each.name().equals(text)).findFirst()
                .orElseThrow(() -> new Refused(name, "There is no %s '%s'.".formatted(name, text)));
    }
}
