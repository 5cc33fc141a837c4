package demarc.app.directory;

import demarc.app.platform.DemoSheet;
import demarc.app.platform.Exits;
import demarc.app.platform.Home;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `demarc token`: a person's own API tokens, of the running product.
@Command(
        name = "token",
        description = "Makes, lists and revokes API tokens of the running product.",
        mixinStandardHelpOptions = true,
        subcommands = {TokenCommand.Create.class, TokenCommand.Show.class, TokenCommand.Revoke.class},
        synopsisSubcommandLabel = "(create | list | revoke)",
        footer = {"", "The product is found through DEMARC_HOME/demo.json, or by --url and --token."})
public final class TokenCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Exits.USAGE;
    }

    /// Which product, and as whom.
    static final class Product {
        @Option(names = "--url", paramLabel = "URL", description = "Address of the product.")
        private @Nullable String url;

        @Option(names = "--token", paramLabel = "TOKEN", description = "A token of yours with directory:write. DEMARC_TOKEN does the same.")
        private @Nullable String token = System.getenv("DEMARC_TOKEN");

        @Option(names = "--as", paramLabel = "EMAIL", description = "In the demonstration: whose token. Default: the first person of demo.json.")
        private @Nullable String email;

        JsonNode call(String method, String path, @Nullable Object body) {
            var sheet = url == null ? DemoSheet.read() : Optional.<DemoSheet>empty();
            var address = url != null ? url : sheet.map(DemoSheet::url).orElseThrow(() -> new Refused(
                    "No running product was found: there is no demo.json in %s. Say --url and --token.".formatted(Home.directory())));
            var bearer = token != null && email == null ? token : sheet.flatMap(s -> s.people().stream().filter(p -> email == null || p.email().equals(email)).findFirst())
                    .map(DemoSheet.Person::token).orElseThrow(() -> new Refused(email == null ? "--url needs --token as well." : "demo.json knows nobody with the email '%s'.".formatted(email)));
            var json = JsonMapper.shared();
            try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
                var request = HttpRequest.newBuilder(URI.create(address.replaceAll("/+$", "") + path)).timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + bearer).header("Content-Type", "application/json")
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json.writeValueAsString(body))).build();
                var answer = http.send(request, BodyHandlers.ofString());
                var read = answer.body().isEmpty() ? json.createObjectNode() : json.readTree(answer.body());
                if (answer.statusCode() / 100 != 2) throw new Refused("%s answers %d: %s".formatted(address, answer.statusCode(), read.at("/detail").asString("no reason given")));
                return read;
            } catch (IOException | IllegalArgumentException e) {
                throw new Refused("Demarc at %s does not answer. Is it running?".formatted(address));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Refused("Interrupted.");
            }
        }
    }

    @Command(name = "create", description = "Makes a token and prints it, this once.", mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        @Mixin private Product product;
        @Spec private CommandSpec spec;

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "Where it is used.")
        private String name;

        @Option(names = "--scopes", split = ",", paramLabel = "SCOPE", description = "What it may do, such as tickets:read,tickets:write. Default: all that yours may.")
        private @Nullable List<String> scopes;

        @Option(names = "--days", defaultValue = "90", paramLabel = "N", description = "How long it lasts (default ${DEFAULT-VALUE}, at most 366).")
        private int days;

        @Override public Integer call() {
            var body = scopes == null ? Map.of("name", name, "days", days) : Map.of("name", name, "days", days, "scopes", scopes);
            spec.commandLine().getOut().println(product.call("POST", "/api/v1/tokens", body).at("/token").asString());
            return Exits.DONE;
        }
    }

    @Command(name = "list", description = "Lists your tokens.", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Mixin private Product product;
        @Spec private CommandSpec spec;

        @Option(names = "--format", defaultValue = "text", paramLabel = "text|json", description = "For people or programs.")
        private String format;

        @Override public Integer call() {
            var tokens = product.call("GET", "/api/v1/tokens", null).get("items");
            var out = spec.commandLine().getOut();
            if (format.equals("json")) out.println(tokens.toPrettyString());
            else for (var token : tokens)
                out.println("%6d  %-24s until %.10s  %s".formatted(token.at("/id").asInt(), token.at("/name").asString(), token.at("/expiresAt").asString(),
                        String.join(" ", token.at("/scopes").valueStream().map(JsonNode::asString).toList())));
            return Exits.DONE;
        }
    }

    @Command(name = "revoke", description = "Ends a token at once.", mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Integer> {
        @Mixin private Product product;

        @Parameters(paramLabel = "ID", description = "Its number in the list.")
        private int id;

        @Override public Integer call() {
            product.call("DELETE", "/api/v1/tokens/" + id, null);
            return Exits.DONE;
        }
    }
}
