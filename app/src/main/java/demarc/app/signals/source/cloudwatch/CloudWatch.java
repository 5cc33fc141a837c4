package demarc.app.signals.source.cloudwatch;

import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.SourceKind;
import demarc.app.signals.source.Draft;
import demarc.app.signals.source.Told;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The alarm lies as JSON text inside SNS's envelope, or is the body itself with raw delivery. `INSUFFICIENT_DATA` changes nothing.
@Component
class CloudWatch implements SourceKind {
    /// A person opens it after looking at it; nothing is fetched from here. Any other host would be a trap for that person.
    private static final Pattern AMAZON = Pattern.compile("https://sns\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[\\x21-\\x7e]{1,1500}");
    private static final Pattern SEVERITY = Pattern.compile("\\[(critical|high|medium|low|info)]", Pattern.CASE_INSENSITIVE);

    @Override public String key() {
        return "cloudwatch";
    }

    @Override public String label() {
        return "Amazon CloudWatch";
    }

    @Override public Concern concern() {
        return Concern.CLOUD;
    }

    @Override public List<Signal> read(Body body) {
        var told = Told.object(body.bytes());
        return switch (told.text("/Type")) {
            case "SubscriptionConfirmation", "UnsubscribeConfirmation" -> List.of();
            case "Notification" -> alarm(message(told));
            default -> alarm(told);
        };
    }

    @Override public @Nullable String note(Body body) {
        var told = Told.object(body.bytes());
        return switch (told.text("/Type")) {
            case "SubscriptionConfirmation" -> AMAZON.matcher(told.text("/SubscribeURL")).matches()
                    ? "Amazon asks whether it may send here. Open this link once, and it will: %s".formatted(told.text("/SubscribeURL"))
                    : "Somebody asks to confirm a subscription, but its link does not lead to Amazon. Do not open it.";
            case "UnsubscribeConfirmation" -> "Amazon says that this address was taken off the topic: no alarms will come any more.";
            default -> null;
        };
    }

    private static Told message(Told envelope) {
        var message = envelope.needed("/Message", "the alarm");
        try {
            return Told.object(message.getBytes(StandardCharsets.UTF_8));
        } catch (Refused refused) {
            throw new Refused("Message", "The notification '%s' is no CloudWatch alarm: %s".formatted(envelope.text("/Subject"), refused.message()));
        }
    }

    private static List<Signal> alarm(Told told) {
        var bridged = told.has("/detail/alarmName");
        var alarm = bridged ? told.at("/detail") : told;
        var name = alarm.text("/AlarmName", "/alarmName");
        if (name.isEmpty()) throw new Refused("AlarmName", "The field 'AlarmName' is missing: only alarms of CloudWatch are read here.");
        var state = alarm.text("/NewStateValue", "/state/value");
        if (state.equals("INSUFFICIENT_DATA")) return List.of();
        if (!state.equals("ALARM") && !state.equals("OK")) throw new Refused("NewStateValue", "The state '%s' is none of ALARM, OK and INSUFFICIENT_DATA.".formatted(state));
        var dimensions = alarm.list("/Trigger/Dimensions");
        var thing = dimensions.stream().map(dimension -> dimension.text("/value")).filter(value -> !value.isEmpty()).collect(Collectors.joining(", "));
        var described = alarm.text("/AlarmDescription", "/configuration/description");
        var severity = SEVERITY.matcher(name + " " + described);
        var region = told.text("/Region", "/region");
        var draft = Draft.firing(state.equals("ALARM")).key(alarm.text("/AlarmArn").isEmpty() ? told.text("/resources").isEmpty() ? region + " " + name : told.text("/resources") : alarm.text("/AlarmArn"))
                .of(thing.isEmpty() ? name : thing, name).severity(severity.find() ? severity.group(1) : "", Severity.MEDIUM)
                .summary(described.isEmpty() ? name : "%s: %s".formatted(name, described)).details(alarm.text("/NewStateReason", "/state/reason"))
                .label("region", region).label("account", told.text("/AWSAccountId", "/account")).label("metric", alarm.text("/Trigger/MetricName"))
                .label("namespace", alarm.text("/Trigger/Namespace")).at(Told.moment(alarm.text("/StateChangeTime", "/state/timestamp")));
        for (var dimension : dimensions) draft.label(dimension.text("/name"), dimension.text("/value"));
        return List.of(draft.signal());
    }

    @Override public SetUp setUp(String address, String key) {
        return new SetUp(List.of(
                "In Amazon SNS, take the topic that your alarms notify (or make one, and name it as action for ALARM and OK in each alarm).",
                "Create a subscription: protocol HTTPS, endpoint %s/api/v1/signals/cloudwatch/%s".formatted(address, key),
                "Amazon asks for a confirmation. It shows on this page with its link; open that once.",
                "Write [critical], [high] or [low] into an alarm's description to say how bad it is; medium is usual."),
                "subscribe.sh", """
                aws sns subscribe --topic-arn arn:aws:sns:REGION:ACCOUNT:TOPIC --protocol https \\
                  --notification-endpoint %s/api/v1/signals/cloudwatch/%s
                """.formatted(address, key), "sh");
    }
}
