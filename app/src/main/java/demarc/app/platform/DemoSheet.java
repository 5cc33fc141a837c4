package demarc.app.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// `demo.json`: where the demonstration runs, who is in it, and a token for each. Commands find the running product by it.
public record DemoSheet(String url, List<Person> people) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public record Person(String name, String email, String password, String role, String party, String token) {}

    public static Path file() {
        return Home.directory().resolve("demo.json");
    }

    public static Optional<DemoSheet> read() {
        try {
            return Files.exists(file()) ? Optional.of(JSON.readValue(Files.readString(file()), DemoSheet.class)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read.".formatted(file()), e);
        }
    }

    /// Keeps the tokens of an earlier run that still work: they may be in somebody's script.
    static DemoSheet write(String url, List<DemoStory> stories, Accounts accounts, Actors actors) {
        Map<String, String> tokens = new HashMap<>();
        read().ifPresent(sheet -> sheet.people().forEach(person -> tokens.put(person.email(), person.token())));
        var people = stories.stream().flatMap(story -> story.people().stream()).filter(person -> accounts.idOf(person.email()).isPresent()).map(person -> {
            var token = Optional.ofNullable(tokens.get(person.email())).filter(known -> actors.bearer(known).isPresent())
                    .orElseGet(() -> accounts.issueToken(accounts.idOf(person.email()).orElseThrow(), "Demonstration", EnumSet.allOf(Scope.class), Duration.ofDays(365)));
            return new Person(person.name(), person.email(), person.password(), person.role(), person.party(), token);
        }).toList();
        var sheet = new DemoSheet(url, people);
        Home.write(file(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(sheet));
        return sheet;
    }
}
