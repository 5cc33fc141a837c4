package demarc.app.agreement;

import demarc.core.agreement.Agreement;
import demarc.core.agreement.Finding;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a text says for one client, and all there is to say about it: the compiler's findings and the directory's.
///
/// @param agreement null when the text has mistakes that leave its meaning open
public record Reading(String text, @Nullable Agreement agreement, List<Finding> findings) {

    public Optional<Agreement> meaning() {
        return Optional.ofNullable(agreement);
    }

    public long errors() {
        return findings.stream().filter(Finding::isError).count();
    }

    public long warnings() {
        return findings.size() - errors();
    }

    /// Whether its meaning can be shown: a mistake of the text's reader, or an activity nobody answers for, leaves it open.
    public boolean isWhole() {
        return agreement != null && agreement.services().values().stream().flatMap(service -> service.activities().values().stream()).noneMatch(activity -> activity.accountable().isEmpty());
    }

    public boolean mayBeProposed() {
        return agreement != null && errors() == 0;
    }
}
