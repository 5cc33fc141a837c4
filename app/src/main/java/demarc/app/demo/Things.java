package demarc.app.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.estate.AssetBook;
import demarc.app.estate.AssetForm;
import demarc.app.estate.protection.BackupRuns;
import demarc.app.estate.protection.Protections;
import demarc.app.estate.protection.Protections.JobForm;
import demarc.app.estate.protection.Protections.SystemForm;
import demarc.app.estate.protection.Reported;
import demarc.app.platform.Actor;
import demarc.app.platform.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What the four businesses own, by `demo/assets.csv`, and how it is backed up, by `demo/backups.txt`.
///
/// ```
/// system RDG T3 rpo 1d rdg-srv-files: File shares
/// job RDG files-nightly of file-shares borg nas, mon-sun 01:15
/// nights files-nightly 01:15 38 604.7 733100
/// failed files-nightly: what it said last night
/// ```
@Component
class Things {
    private static final int NIGHTS = 30;
    private static final Duration SINCE = Duration.ofDays(NIGHTS + 2);
    private static final Duration GUARDED_SINCE = Duration.ofDays(NIGHTS + 1);
    private static final Pattern SYSTEM = Pattern.compile("system ([A-Z]{3}) (T[1-4]) rpo (\\w+) (\\S+): (.+)");
    private static final Pattern JOB = Pattern.compile("job ([A-Z]{3}) (\\S+) of (\\S+) (\\w+) (\\w+)( offsite)?( immutable)?, (.+)");
    private static final Pattern RUNS = Pattern.compile("nights (\\S+) (\\d\\d:\\d\\d) (\\d+) ([\\d.]+) (\\d+)");
    private static final Pattern FAILED = Pattern.compile("failed (\\S+): (.+)");
    private static final Pattern AGE = Pattern.compile("(-?)(?:(\\d+)y)?(?:(\\d+)m)?");

    private final AssetBook book;
    private final Protections protections;
    private final BackupRuns runs;
    private final Directory directory;
    private final Cast cast;
    private final TransactionTemplate transaction;

    Things(AssetBook book, Protections protections, BackupRuns runs, Directory directory, Cast cast, TransactionTemplate transaction) {
        this.book = book;
        this.protections = protections;
        this.runs = runs;
        this.directory = directory;
        this.cast = cast;
        this.transaction = transaction;
    }

    List<Beat> beats(Instant now) {
        var clients = Tenancy.asSystem(directory::clients);
        var beats = new ArrayList<Beat>();
        try (var rows = CsvReader.builder().ofNamedCsvRecord(Resources.text("assets.csv"))) {
            for (var row : rows) {
                var by = keeper(row.getField("client"));
                beats.add(new Beat(now.minus(SINCE), beats.size(), row.getField("name"), () -> Tenancy.as(by, () -> book.add(by, form(row, now)))));
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        backups(beats, now, clients.stream().collect(Collectors.toMap(Client::code, client -> client)));
        return beats;
    }

    private void backups(List<Beat> beats, Instant now, Map<String, Client> clients) {
        var jobs = new HashMap<String, Client>();
        var failed = new HashMap<String, String>();
        var nightly = new ArrayList<Matcher>();
        Resources.text("backups.txt").lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(line -> {
            var system = SYSTEM.matcher(line);
            var job = JOB.matcher(line);
            var failure = FAILED.matcher(line);
            var nights = RUNS.matcher(line);
            if (system.matches()) guard(beats, now, line, client(clients, system.group(1)), (by, client) ->
                    protections.add(by, client, new SystemForm(null, system.group(5), system.group(4), system.group(2), system.group(3), null, null, null)));
            else if (job.matches()) {
                jobs.put(job.group(2), client(clients, job.group(1)));
                guard(beats, now, line, client(clients, job.group(1)), (by, client) -> protections.addJob(by, client,
                        new JobForm(job.group(2), job.group(3), job.group(4), job.group(8), null, job.group(5), null, job.group(6) != null, job.group(7) != null, false)));
            } else if (nights.matches()) nightly.add(nights);
            else if (failure.matches()) failed.put(failure.group(1), failure.group(2));
            else throw new IllegalArgumentException("the script's line (%s) is none of a backup".formatted(line));
        });
        for (var nights : nightly) runs(beats, now, nights, Objects.requireNonNull(jobs.get(nights.group(1)), nights.group(1)), failed.get(nights.group(1)));
    }

    private interface Guarding {
        void by(Actor by, Client client);
    }

    private void guard(List<Beat> beats, Instant now, String line, Client client, Guarding guarding) {
        var by = keeper(client.key());
        beats.add(new Beat(now.minus(GUARDED_SINCE), beats.size(), line, () -> Tenancy.as(by, () -> guarding.by(by, client))));
    }

    private void runs(List<Beat> beats, Instant now, Matcher nights, Client client, @Nullable String failure) {
        var at = LocalTime.parse(nights.group(2));
        var took = Duration.ofMinutes(Long.parseLong(nights.group(3)));
        var bytes = (long) (Double.parseDouble(nights.group(4)) * 1e9);
        var files = Long.parseLong(nights.group(5));
        var last = LocalDate.ofInstant(now.minus(took), client.zone());
        if (last.atTime(at).atZone(client.zone()).toInstant().plus(took).isAfter(now)) last = last.minusDays(1);
        for (var ago = NIGHTS - 1; ago >= 0; ago--) {
            var began = last.minusDays(ago).atTime(at).atZone(client.zone()).toInstant();
            var ended = began.plus(took.plusSeconds(37L * ago));
            var broken = last.minusDays(ago).equals(Night.last(now, client.zone())) ? failure : null;
            // A little grows every day.
            var grown = (long) (bytes * (1 - 0.003 * ago));
            var said = broken != null ? new Reported(null, nights.group(1), null, null, "backup", "failed", 2, began, began.plusSeconds(61), null, null, null, null, null, null, null, broken)
                    : new Reported(null, nights.group(1), null, null, "backup", "ok", 0, began, ended, null, null, null, grown, files - 40L * ago, bytes / 300, null, null);
            beats.add(new Beat(broken != null ? began.plusSeconds(61) : ended, beats.size(), "backup " + nights.group(1), () ->
                    Tenancy.asSystem(() -> transaction.execute(_ -> runs.report(client, said)))));
        }
    }

    private Actor keeper(String client) {
        return cast.actor(client.equals("copper-kettle") ? "marcus" : "maya");
    }

    private static Client client(Map<String, Client> clients, String code) {
        return Objects.requireNonNull(clients.get(code), code);
    }

    private static AssetForm form(NamedCsvRecord row, Instant now) {
        return new AssetForm(row.getField("client"), row.getField("name"), row.getField("kind"), said(row, "variant"), said(row, "site"), said(row, "parent"), said(row, "maker"),
                said(row, "model"), said(row, "serial"), said(row, "os"), said(row, "os version"), null, row.getField("exposed").equals("yes"),
                row.getField("tier").isEmpty() ? null : (Integer) Integer.parseInt(row.getField("tier")), null, said(row, "used by"), day(row.getField("purchased"), now),
                said(row, "price"), day(row.getField("warranty"), now), null, 0);
    }

    private static @Nullable String said(NamedCsvRecord row, String column) {
        var value = row.getField(column);
        return value.isEmpty() ? null : value;
    }

    /// `-4y5m` is four years and five months before now.
    private static @Nullable String day(String age, Instant now) {
        if (age.isEmpty()) return null;
        var written = AGE.matcher(age);
        if (!written.matches()) throw new IllegalArgumentException("(%s) is no age like -4y5m".formatted(age));
        var period = Period.of(number(written.group(2)), number(written.group(3)), 0);
        return LocalDate.ofInstant(now, ZoneOffset.UTC).plus(written.group(1).isEmpty() ? period : period.negated()).toString();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
