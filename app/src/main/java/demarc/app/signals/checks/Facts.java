package demarc.app.signals.checks;

import demarc.app.signals.checks.look.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a check wants, in sentences.
final class Facts {
    private Facts() {}

    static List<String> of(Check check) {
        var facts = new ArrayList<String>();
        var look = check.look();
        switch (look) {
            case Look.Http http -> {
                facts.add("%s answers %s".formatted(http.method(), http.right().stream().map(String::valueOf).collect(Collectors.joining(" or "))));
                if (http.contains() != null) facts.add("with '%s' in it".formatted(http.contains()));
                if (http.lacks() != null) facts.add("without '%s' in it".formatted(http.lacks()));
                if (!http.follows()) facts.add("redirects are not followed");
                if (http.trustsAny()) facts.add("any certificate will do");
            }
            case Look.Tls tls -> facts.add(tls.trustsAny() ? "any certificate will do" : "its certificate is trusted");
            case Look.Dns dns -> {
                facts.add(dns.expected().isEmpty() ? "there is an answer" : "the answer holds " + String.join(", ", dns.expected()));
                if (dns.server() != null) facts.add("asked of %s".formatted(dns.server()));
            }
            case Look.Snmp snmp -> {
                facts.add("value %s".formatted(snmp.oid()));
                facts.add(switch (snmp.rule()) {
                    case Look.Rule.Above(var raise, var clear) -> "fails above %s, right again at %s".formatted(Look.number(raise), Look.number(clear));
                    case Look.Rule.Below(var raise, var clear) -> "fails below %s, right again at %s".formatted(Look.number(raise), Look.number(clear));
                    case Look.Rule.Is(var value) -> "is %s".formatted(value);
                    case Look.Rule.IsNot(var value) -> "is not %s".formatted(value);
                });
            }
            case Look.Ping _ -> facts.add("it answers");
            case Look.Tcp _ -> facts.add("it lets itself be connected to");
        }
        var slow = look.patience().slow();
        facts.add(slow == null ? "within %d s".formatted(look.patience().timeout().toSeconds()) : "within %d ms".formatted(slow.toMillis()));
        return facts;
    }
}
