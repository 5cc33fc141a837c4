package demarc.app.signals.source.pingdom;

import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.SourceKind;
import demarc.app.signals.source.Draft;
import demarc.app.signals.source.Told;
import java.util.List;
import org.springframework.stereotype.Component;

/// The thing is the host that is looked at, the check its name at Pingdom; its importance there is the severity.
@Component
class Pingdom implements SourceKind {
    @Override public String key() {
        return "pingdom";
    }

    @Override public String label() {
        return "Pingdom";
    }

    @Override public Concern concern() {
        return Concern.MONITORING;
    }

    @Override public List<Signal> read(Body body) {
        var told = Told.object(body.bytes());
        var state = told.needed("/current_state", "UP or DOWN");
        var firing = switch (state) {
            case "DOWN", "FAILURE", "FAILING" -> true;
            case "UP", "SUCCESS" -> false;
            default -> throw new Refused("current_state", "The state '%s' is neither up nor down.".formatted(state));
        };
        var name = told.text("/check_name");
        var host = told.text("/check_params/hostname", "/check_params/full_url", "/check_name");
        return List.of(Draft.firing(firing).key("check " + told.needed("/check_id", "which check it is")).of(host, name)
                .severity(told.text("/importance_level").equals("LOW") ? Severity.MEDIUM : Severity.HIGH)
                .summary("%s is %s: %s".formatted(name, state.toLowerCase(java.util.Locale.ROOT), told.text("/description"))).details(told.text("/long_description"), told.text("/custom_message"))
                .link(told.orNull("/check_params/full_url")).label("type", told.text("/check_type")).label("tags", told.text("/tags"))
                .label("seen from", told.text("/first_probe/location")).at(Told.moment(told.text("/state_changed_timestamp"))).signal());
    }

    @Override public SetUp setUp(String address, String key) {
        return new SetUp(List.of(
                "In Pingdom: Integrations, Add integration, type Webhook.",
                "URL: %s/api/v1/signals/pingdom/%s".formatted(address, key),
                "Open each check, and tick the integration under \"Connect integrations\". A check of low importance becomes a medium severity, all others a high one."),
                null, null, "json");
    }
}
