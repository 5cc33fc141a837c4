package demarc.app.estate;

import demarc.app.platform.DemoSheet;
import demarc.app.platform.Exits;
import demarc.app.platform.Home;
import demarc.app.platform.Refused;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `demarc advisories`: sends files of advisories to the running product, one after the other.
@Command(
        name = "advisories",
        description = {"Brings in what the world knows of flaws, from files: OSV (JSON, zip, tar.gz), CISA's list of exploited vulnerabilities, CVE records with CISA's assessment, Debian's "
                + "security tracker, or a Debian machine's list of packages. Each file is taken whole or not at all."},
        mixinStandardHelpOptions = true,
        footer = {"", "The product is found through DEMARC_HOME/demo.json, or by --url and --token.", "Exit codes: 0 all read, 1 read but for refused records, 2 wrong usage or unreadable input, 3 failed."})
public final class AdvisoriesCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to bring in.")
    private List<Path> files = List.of();

    @Option(names = "--format", defaultValue = "text", paramLabel = "text|json", description = "For people or programs.")
    private String format = "text";

    @Option(names = "--url", paramLabel = "URL", description = "Address of the product.")
    private @Nullable String url;

    @Option(names = "--token", paramLabel = "TOKEN", description = "An administrator's token with estate:write. DEMARC_TOKEN does the same.")
    private @Nullable String token = System.getenv("DEMARC_TOKEN");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override public Integer call() {
        var refused = 0;
        for (var file : files) {
            var answer = send(file);
            var out = spec.commandLine().getOut();
            if (format.equals("json")) out.println(answer);
            else {
                out.println("%s: %s, %d read, %d new or changed, %d assets to look at again".formatted(file.getFileName(), answer.at("/kind").asString(), answer.at("/read").asInt(),
                        answer.at("/changed").asInt(), answer.at("/assets").asInt()));
                for (var why : answer.at("/refusals")) out.println("  refused: " + why.asString());
            }
            out.flush();
            refused += answer.at("/refused").asInt();
        }
        return refused == 0 ? Exits.DONE : Exits.FINDINGS;
    }

    private JsonNode send(Path file) {
        var sheet = url == null ? DemoSheet.read() : Optional.<DemoSheet>empty();
        var address = url != null ? url : sheet.map(DemoSheet::url).orElseThrow(() -> new Refused(
                "No running product was found: there is no demo.json in %s. Say --url and --token.".formatted(Home.directory())));
        var bearer = token != null ? token : sheet.flatMap(demo -> demo.people().stream().filter(person -> person.role().toLowerCase(Locale.ROOT).contains("administrator")
                && person.party().toLowerCase(Locale.ROOT).contains("northwind")).findFirst()).map(DemoSheet.Person::token)
                .orElseThrow(() -> new Refused("Say --token: an administrator's, with estate:write."));
        var json = JsonMapper.shared();
        try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(URI.create("%s/api/v1/advisories?name=%s".formatted(address.replaceAll("/+$", ""),
                            URLEncoder.encode(String.valueOf(file.getFileName()), StandardCharsets.UTF_8)))).timeout(PATIENCE)
                    .header("Authorization", "Bearer " + bearer).header("Content-Type", "application/octet-stream").POST(BodyPublishers.ofFile(file)).build();
            var answer = http.send(request, BodyHandlers.ofString());
            var read = answer.body().isEmpty() ? json.createObjectNode() : json.readTree(answer.body());
            if (answer.statusCode() / 100 != 2) throw new Refused("%s was not taken: %s".formatted(file.getFileName(), read.at("/detail").asString("the product answers " + answer.statusCode())));
            return read;
        } catch (FileNotFoundException e) {
            throw new Refused("%s cannot be read: there is no such file.".formatted(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new Refused("Demarc at %s does not answer. Is it running?".formatted(address));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("Interrupted.");
        }
    }
}
