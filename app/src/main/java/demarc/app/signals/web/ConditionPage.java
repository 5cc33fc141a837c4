package demarc.app.signals.web;

import demarc.app.estate.Asset;
import demarc.app.signals.Condition;
import demarc.app.signals.Source;
import demarc.app.signals.triage.Trouble;
import demarc.app.signals.triage.Troubles.Belongs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One condition and everything known of it.
///
/// @param others  of its cause, some
/// @param changes a page of them, the newest first
/// @param earlier where the next page is; null at the end
/// @param first   it is the newest page
public record ConditionPage(
        Condition condition, String client, String clientKey, Source source, @Nullable Asset asset, @Nullable Belongs belongs, @Nullable Trouble trouble, List<Condition> others,
        List<Condition.Change> changes, @Nullable String earlier, boolean first, Strip strip) {

    public String fate() {
        return ConditionsPage.Row.fate(condition, belongs);
    }
}
