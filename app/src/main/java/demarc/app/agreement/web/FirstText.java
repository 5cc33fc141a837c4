package demarc.app.agreement.web;

import demarc.app.directory.Client;
import demarc.app.platform.Party;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/// The text a draft begins with.
final class FirstText {

    private FirstText() {}

    /// A template, and the few lines that are this client's own.
    static String of(Client client, List<Party> providers, String template, int version, LocalDate effective) {
        var engaged = providers.stream().map(provider -> "  %s: %s\n".formatted(provider.key(), quoted(provider.name()))).collect(Collectors.joining());
        return """
                # Everything the template says holds until you say otherwise: write only the differences.
                agreement: %s
                version: %d
                effective: %s
                client: %s
                extends: %s
                time-zone: %s
                %s%s
                # For example, your own hours:
                #   hours:
                #     office: mon-fri 08:00-18:00, sat 09:00-13:00
                """
                .formatted(client.key(), version, effective, quoted(client.name()), template, client.zone().getId(),
                        client.holidays() == null ? "" : "holidays: %s\n".formatted(client.holidays()),
                        engaged.isEmpty() || template.equals("internal") ? "" : "\nproviders:\n" + engaged);
    }

    /// The text of a version with the next number and a new date; all else, comments too, stays as it was.
    static String next(String text, int version, LocalDate effective) {
        return text.replaceFirst("(?m)^version:.*$", "version: " + version).replaceFirst("(?m)^effective:.*$", "effective: " + effective);
    }

    private static String quoted(String name) {
        return name.matches("[\\p{L}][\\p{L}\\p{N} .,'()/-]*") && !name.endsWith(" ") ? name : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
