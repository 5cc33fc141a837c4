package demarc.app.signals.checks.look;

import demarc.app.platform.Outbound;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// What a name server says of a name.
final class Names {
    private static final int SHOWN = 4;

    private Names() {}

    static Answer look(Outbound outbound, Look.Dns dns) throws IOException {
        var resolver = new SimpleResolver(server(outbound, dns));
        resolver.setTimeout(dns.patience().timeout());
        var began = System.nanoTime();
        Message answer;
        try {
            answer = resolver.send(Message.newQuery(Record.newRecord(name(dns.name()), dns.type(), DClass.IN)));
        } catch (IOException e) {
            return Answer.down(Looker.millis(began), "The name server does not answer within %d s.".formatted(dns.patience().timeout().toSeconds()));
        }
        var millis = Looker.millis(began);
        var what = "%s of %s".formatted(Type.string(dns.type()), dns.name());
        if (answer.getRcode() == Rcode.NXDOMAIN) return Answer.down(millis, "There is no name %s.".formatted(dns.name()));
        if (answer.getRcode() != Rcode.NOERROR) return Answer.down(millis, "The name server answers %s.".formatted(Rcode.string(answer.getRcode())));
        var found = new ArrayList<String>();
        for (var each : answer.getSection(Section.ANSWER)) if (each.getType() == dns.type()) found.add(text(each));
        if (found.isEmpty()) return Answer.down(millis, "There is no %s.".formatted(what));
        var missing = dns.expected().stream().filter(expected -> !found.contains(plain(expected))).toList();
        if (!missing.isEmpty()) return Answer.down(millis, "%s is %s, without %s.".formatted(what, shown(found), String.join(", ", missing)));
        return Answer.up(millis, "%s in %.0f ms.".formatted(shown(found), millis));
    }

    /// The system's own name server is the administrator's choice, not the check's, so it is not judged.
    private static InetSocketAddress server(Outbound outbound, Look.Dns dns) throws IOException {
        var server = dns.server();
        if (server != null) return new InetSocketAddress(outbound.resolve(server.name()), server.port());
        var own = ResolverConfig.getCurrentConfig().servers();
        if (own.isEmpty()) throw new IOException("This machine has no name server. Name one in the check.");
        return own.getFirst();
    }

    private static Name name(String text) throws TextParseException {
        return Name.fromString(java.net.IDN.toASCII(text), Name.root);
    }

    private static String text(Record record) {
        return switch (record) {
            case TXTRecord text -> plain(String.join("", text.getStrings()));
            case MXRecord mail -> plain(mail.getTarget().toString());
            default -> plain(record.rdataToString());
        };
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    private static String shown(List<String> found) {
        return found.size() <= SHOWN ? String.join(", ", found) : "%s and %d more".formatted(String.join(", ", found.subList(0, SHOWN)), found.size() - SHOWN);
    }
}
