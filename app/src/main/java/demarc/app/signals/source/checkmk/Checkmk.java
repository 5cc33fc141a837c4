package demarc.app.signals.source.checkmk;

import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.SourceKind;
import demarc.app.signals.source.Draft;
import demarc.app.signals.source.Told;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Problems fire, recoveries clear; what Checkmk says of acknowledgements, downtimes and flapping changes nothing here.
@Component
class Checkmk implements SourceKind {
    @Override public String key() {
        return "checkmk";
    }

    @Override public String label() {
        return "Checkmk";
    }

    @Override public Concern concern() {
        return Concern.MONITORING;
    }

    @Override public List<Signal> read(Body body) {
        var told = Told.object(body.bytes());
        var host = told.text("/host", "/HOSTNAME");
        if (host.isEmpty()) throw new Refused("host", "The field 'host' is missing: the name of the host.");
        var type = told.text("/notification_type", "/NOTIFICATIONTYPE").toUpperCase(Locale.ROOT);
        if (!type.startsWith("PROBLEM") && !type.startsWith("RECOVERY")) {
            if (type.isEmpty()) throw new Refused("notification_type", "The field 'notification_type' is missing: PROBLEM or RECOVERY.");
            return List.of();
        }
        var service = told.text("/service", "/service_description", "/SERVICEDESC");
        var state = told.text("/status", "/state", service.isEmpty() ? "/HOSTSTATE" : "/SERVICESTATE").toUpperCase(Locale.ROOT);
        if (state.isEmpty()) throw new Refused("status", "The field 'status' is missing: UP, DOWN, OK, WARNING, CRITICAL …");
        var well = state.equals("UP") || state.equals("OK");
        var output = told.text("/output", service.isEmpty() ? "/HOSTOUTPUT" : "/SERVICEOUTPUT");
        return List.of(Draft.firing(!well).of(host, service.isEmpty() ? "host" : service).severity(well ? "" : state, Severity.MEDIUM)
                .summary("%s is %s: %s".formatted(service.isEmpty() ? host : service, state, output))
                .details(told.text("/long_output", service.isEmpty() ? "/LONGHOSTOUTPUT" : "/LONGSERVICEOUTPUT"))
                .link(told.orNull("/url")).label("address", told.text("/address", "/HOSTADDRESS")).label("alias", told.text("/alias", "/HOSTALIAS"))
                .label("site", told.text("/site", "/OMD_SITE")).label("event", told.text("/event")).label("command", told.text("/check_command", "/SERVICECHECKCOMMAND"))
                .at(at(told)).signal());
    }

    private static @Nullable Instant at(Told told) {
        var micros = told.text("/MICROTIME");
        return micros.matches("\\d{16}") ? Told.moment(micros.substring(0, 13)) : Told.moment(told.text("/short_date_time", "/SHORTDATETIME"));
    }

    @Override public SetUp setUp(String address, String key) {
        return new SetUp(List.of(
                "As the site's user, save the script below as ~/local/share/check_mk/notifications/demarc, then: chmod 755.",
                "In Checkmk: Setup, Notifications, Add rule, notification method \"Demarc\", \"Call with the following parameters\": %s/api/v1/signals/checkmk and the key below.".formatted(address),
                "Let the rule match hosts and services, and keep the recovery in both event types."),
                "demarc", """
                #!/usr/bin/env python3
                # Demarc
                import json, os, sys, urllib.request

                said = {name[7:]: value for name, value in os.environ.items() if name.startswith("NOTIFY_")}
                address, key = said.pop("PARAMETER_1", "%s/api/v1/signals/checkmk"), said.pop("PARAMETER_2", "%s")
                request = urllib.request.Request(address, json.dumps(said).encode(), {"Content-Type": "application/json", "X-Demarc-Key": key})
                try:
                    print(urllib.request.urlopen(request, timeout=20).read().decode())
                except Exception as problem:
                    print(problem)
                    sys.exit(1)    # Checkmk tries again
                """.formatted(address, key), "sh");
    }
}
