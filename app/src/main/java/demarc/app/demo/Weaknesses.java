package demarc.app.demo;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.estate.AssetBook;
import demarc.app.estate.AssetForm;
import demarc.app.estate.Assets;
import demarc.app.estate.exposure.Advisories;
import demarc.app.estate.exposure.Exceptions;
import demarc.app.estate.exposure.ProductChecks;
import demarc.app.estate.exposure.Rounds;
import demarc.app.estate.inventory.SoftwareReports;
import demarc.app.platform.Tenancy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What is installed, what is wrong with it and what becomes of that, by `demo/exposure.txt`:
///
/// ```
/// source deb: libc6=glibc
/// ring 0: RDG rdg-eng-07
/// now -24d RDG rdg-srv-backup says deb libc6 2.36-9+deb12u1, deb curl 7.88.1-10+deb12u1
/// now -4d brings listed.json
/// now -3d RDG arjun answers Microsoft Windows in ring 1: how it is known
/// now -4h RDG ines asks 45 days for CVE-2021-44228 on rdg-srv-mes: why / what protects it
/// ```
@Component
class Weaknesses {
    private static final Pattern SOURCES = Pattern.compile("source deb: (.+)");
    private static final Pattern RING = Pattern.compile("ring (\\d): ([A-Z]{3}) (\\S+)");
    private static final Pattern SAYS = Pattern.compile("now -(\\w+) ([A-Z]{3}) (\\S+) says (.+)");
    private static final Pattern ASKS = Pattern.compile("now -(\\w+) ([A-Z]{3}) (\\w+) asks (\\d+) days for (\\S+) on (\\S+): (.+) / (.+)");
    private static final Pattern BRINGS = Pattern.compile("now -(\\w+) brings (\\S+)");
    private static final Pattern ANSWERS = Pattern.compile("now -(\\w+) ([A-Z]{3}) (\\w+) answers ([^:]+?)(?: in ring (\\d))?: (.+)");
    private static final int DAYS = 24;
    private static final Duration BEGINS = Duration.ofDays(DAYS).plusHours(2);

    private final SoftwareReports software;
    private final Assets assets;
    private final AssetBook book;
    private final Advisories advisories;
    private final Exceptions exceptions;
    private final ProductChecks checks;
    private final Rounds rounds;
    private final Directory directory;
    private final Cast cast;
    private final TransactionTemplate transaction;

    Weaknesses(SoftwareReports software, Assets assets, AssetBook book, Advisories advisories, Exceptions exceptions, ProductChecks checks, Rounds rounds, Directory directory, Cast cast, TransactionTemplate transaction) {
        this.software = software;
        this.assets = assets;
        this.book = book;
        this.advisories = advisories;
        this.exceptions = exceptions;
        this.checks = checks;
        this.rounds = rounds;
        this.directory = directory;
        this.cast = cast;
        this.transaction = transaction;
    }

    List<Beat> beats(Instant now) {
        var clients = Tenancy.asSystem(directory::clients).stream().collect(Collectors.toMap(Client::code, client -> client));
        var installed = new HashMap<String, Map<String, SoftwareReports.Installed>>();
        var beats = new ArrayList<Beat>();
        for (var file : List.of("advisories.json", "exploited.json")) beats.add(new Beat(now.minus(BEGINS), beats.size(), file, () -> bring(file, Resources.text(file))));
        Resources.text("exposure.txt").lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(line -> {
            var sources = SOURCES.matcher(line);
            var ring = RING.matcher(line);
            var says = SAYS.matcher(line);
            var asks = ASKS.matcher(line);
            var brings = BRINGS.matcher(line);
            var answers = ANSWERS.matcher(line);
            if (sources.matches()) beats.add(new Beat(now.minus(BEGINS), beats.size(), line, () -> bring("packages of the Debian machines", packages(sources.group(1)))));
            else if (ring.matches()) beats.add(new Beat(now.minus(BEGINS), beats.size(), line, () -> ring(client(clients, ring.group(2)), ring.group(3), Integer.parseInt(ring.group(1)))));
            else if (says.matches()) beats.add(new Beat(now.minus(Tale.duration(says.group(1))), beats.size(), line, () -> say(client(clients, says.group(2)), says, installed)));
            else if (asks.matches()) beats.add(new Beat(now.minus(Tale.duration(asks.group(1))), beats.size(), line, () -> ask(client(clients, asks.group(2)), asks)));
            else if (brings.matches()) beats.add(new Beat(now.minus(Tale.duration(brings.group(1))), beats.size(), line, () -> {
                bring(brings.group(2), Resources.text(brings.group(2)));
                rounds.drain();
            }));
            else if (answers.matches()) beats.add(new Beat(now.minus(Tale.duration(answers.group(1))), beats.size(), line, () -> answer(client(clients, answers.group(2)), answers)));
            else throw new IllegalArgumentException("the script's line (%s) is none of an exposure".formatted(line));
        });
        // Each ring has its turn, and each day is counted.
        for (var ago = DAYS; ago >= 0; ago--) beats.add(new Beat(now.minus(Duration.ofDays(ago)).minusSeconds(1), Integer.MAX_VALUE, "the day's patches", rounds::day));
        return beats;
    }

    private void bring(String name, String text) {
        try {
            advisories.take(cast.actor("nora"), name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As `dpkg` keeps them.
    private static String packages(String pairs) {
        return Arrays.stream(pairs.split(" ")).map(pair -> "Package: %s\nSource: %s\n\n".formatted((Object[]) pair.split("="))).collect(Collectors.joining());
    }

    private void say(Client client, Matcher says, Map<String, Map<String, SoftwareReports.Installed>> installed) {
        var of = installed.computeIfAbsent(says.group(3), _ -> new LinkedHashMap<>());
        for (var each : says.group(4).split(", ")) {
            var words = each.split(" ");
            of.put(words[1], new SoftwareReports.Installed(words[1], words[2], null, words[0]));
        }
        Tenancy.asSystem(() -> transaction.execute(_ -> software.report(client.id(), assets.find(client.id(), says.group(3)).orElseThrow(), List.copyOf(of.values()))));
        rounds.drain();
    }

    private void ask(Client client, Matcher asks) {
        var by = cast.actor(asks.group(3));
        Tenancy.as(by, () -> exceptions.ask(by, client, new Exceptions.Wanted(assets.find(client.id(), asks.group(6)).orElseThrow().id(), asks.group(5), null, by.name(), asks.group(7), asks.group(8),
                Integer.parseInt(asks.group(4)))));
    }

    private void answer(Client client, Matcher answers) {
        var by = cast.actor(answers.group(3));
        Tenancy.as(by, () -> {
            checks.answer(by, client, new ProductChecks.Wanted(answers.group(4), answers.group(5) == null ? null : Integer.valueOf(answers.group(5)), "mended", answers.group(6)));
            return true;
        });
    }

    private void ring(Client client, String asset, int ring) {
        var by = cast.actor("maya");
        Tenancy.as(by, () -> {
            var id = assets.find(client.id(), asset).orElseThrow().id();
            return book.change(by, id, inRing(book.form(client.id(), id), ring));
        });
    }

    private static AssetForm inRing(AssetForm form, int ring) {
        return new AssetForm(form.client(), form.name(), form.kind(), form.variant(), form.site(), form.parent(), form.maker(), form.model(), form.serial(), form.os(), form.osVersion(),
                form.firmware(), form.exposed(), form.tier(), ring, form.usedBy(), form.purchasedOn(), form.price(), form.warrantyUntil(), form.notes(), form.version());
    }

    private static Client client(Map<String, Client> clients, String code) {
        return Objects.requireNonNull(clients.get(code), code);
    }
}
