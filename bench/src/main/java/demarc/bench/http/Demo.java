package demarc.bench.http;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The running demonstration as its manager sees it: where it is, the token and the session to ask with, and tickets to ask for.
final class Demo {
    private static final Pattern REF = Pattern.compile("\"ref\" *: *\"([A-Z0-9]+-\\d+)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\" *: *\"([^\"]+)\"");
    private static final Pattern CLIENT = Pattern.compile("\"client\" *: *\"([^\"]+)\"");

    final URI url;
    final String token;
    final String session;
    final List<String> open;
    final List<String> any;
    final List<String> clients;

    private final Connection connection;

    Demo(Path home) throws IOException {
        var sheet = Files.readString(home.resolve("demo.json"));
        url = URI.create(value(sheet, "url"));
        var manager = sheet.lines().collect(java.util.stream.Collectors.joining(" ")).replaceFirst("(?s).*(\\{[^{}]*\"role\" *: *\"[^\"]*service manager[^\"]*\"[^{}]*}).*", "$1");
        token = "Authorization: Bearer " + value(manager, "token") + "\r\nAccept: application/json\r\n";
        try (var one = new Connection(url)) {
            connection = one;
            session = signIn(value(manager, "email"), value(manager, "password"));
            var seen = new LinkedHashSet<String>();
            open = walk("/api/v1/tickets?status=open&limit=200", 10, CLIENT, seen);
            clients = List.copyOf(seen);
            any = everywhere();
        }
        if (open.isEmpty()) throw new IllegalStateException("there are no open tickets: run the loader first");
    }

    /// Tickets of every age: those of many machines, each of which is named now and then.
    private List<String> everywhere() throws IOException {
        Set<String> refs = new LinkedHashSet<>();
        for (int machine = 10_000; machine < 50_000 && refs.size() < 4_000; machine += 97) refs.addAll(walk("/api/v1/tickets?status=all&limit=50&q=ws" + machine, 1, CLIENT, new LinkedHashSet<>()));
        refs.addAll(walk("/api/v1/tickets?status=all&sort=newest&limit=200", 3, CLIENT, new LinkedHashSet<>()));
        return List.copyOf(refs);
    }

    private List<String> walk(String path, int pages, Pattern also, Set<String> found) throws IOException {
        var refs = new ArrayList<String>();
        var cursor = "";
        for (int page = 0; page < pages; page++) {
            var answer = connection.send("GET", path + cursor, token, null);
            if (answer.status() != 200) throw new IllegalStateException("%s answered %d: %s".formatted(path, answer.status(), answer.body()));
            REF.matcher(answer.body()).results().forEach(match -> refs.add(match.group(1)));
            also.matcher(answer.body()).results().forEach(match -> found.add(match.group(1)));
            var next = NEXT.matcher(answer.body());
            if (!next.find()) break;
            cursor = "&cursor=" + encoded(next.group(1));
        }
        return refs;
    }

    private String signIn(String email, String password) throws IOException {
        var page = connection.send("GET", "/sign-in", "", null);
        var csrf = "demarc-csrf=" + cookie(page, "demarc-csrf");
        var token = page.body().replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        var signedIn = connection.send("POST", "/sign-in", "Cookie: " + csrf + "\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                "email=%s&password=%s&next=/&_csrf=%s".formatted(encoded(email), encoded(password), encoded(token)));
        if (signedIn.status() != 303) throw new IllegalStateException("signing in as (%s) answered (%d)".formatted(email, signedIn.status()));
        return "Cookie: demarc=" + cookie(signedIn, "demarc") + "; " + csrf + "\r\nAccept: text/html\r\n";
    }

    private static String cookie(Connection.Answer answer, String name) {
        var match = Pattern.compile("(?m)^set-cookie: " + name + "=([^;]*)").matcher(answer.headers());
        if (!match.find()) throw new IllegalStateException("no cookie (%s) came with status (%d)".formatted(name, answer.status()));
        return match.group(1);
    }

    private static String value(String json, String key) {
        var match = Pattern.compile("\"" + key + "\" *: *\"([^\"]*)\"").matcher(json);
        if (!match.find()) throw new IllegalStateException("demo.json has no (%s)".formatted(key));
        return match.group(1);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
