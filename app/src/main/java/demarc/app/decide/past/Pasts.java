package demarc.app.decide.past;

import demarc.app.decide.Decision;
import demarc.app.decide.Decisions;
import demarc.app.decide.Job;
import demarc.app.decide.Jobs;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.app.work.history.Histories;
import demarc.app.work.history.Histories.Choices;
import demarc.core.simulation.History;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the history of a decision: the file as it was uploaded, in rows that go when the decision goes, and what was read from it.
@Component
public class Pasts {

    /// The kind of job that reads one.
    static final String READING = "history";

    private static final int PART = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient sql;
    private final Decisions decisions;
    private final Jobs jobs;
    private final Clock clock;

    Pasts(JdbcClient sql, Decisions decisions, Jobs jobs, Clock clock) {
        this.sql = sql;
        this.decisions = decisions;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// What a person says about the file.
    ///
    /// @param dates    `day-first`, `month-first` or null
    /// @param services names of the file, and the services they are
    public record Said(ZoneId zone, String zoneFrom, @Nullable String dates, Map<String, String> services) {}

    /// @param quality null until it is read
    public record Past(String fileName, long bytes, Said said, @Nullable Quality quality, Instant uploaded) {}

    /// Takes a file in the place of any before, and begins to read it.
    Job take(Decision decision, String fileName, Path file, Said said) {
        decisions.within(decision.link(), seen -> {
            sql.sql("delete from decide.past where decision_id = :id").param("id", seen.id()).update();
            try (var in = Files.newInputStream(file)) {
                sql.sql("""
                        insert into decide.past (decision_id, file_name, bytes, zone, zone_from, dates, services, uploaded_at)
                        values (:id, :name, :bytes, :zone, :from, :dates, :services, :now)
                        """).param("id", seen.id()).param("name", fileName).param("bytes", Files.size(file)).param("zone", said.zone().getId()).param("from", said.zoneFrom())
                        .param("dates", said.dates()).param("services", JSON.writeValueAsString(said.services())).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
                store(seen.id(), in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
        return read(decision);
    }

    private void store(long decision, InputStream in) throws IOException {
        int part = 0;
        for (var bytes = in.readNBytes(PART); bytes.length > 0; bytes = in.readNBytes(PART))
            sql.sql("insert into decide.past_part (decision_id, part, bytes) values (:id, :part, :bytes)").param("id", decision).param("part", part++).param("bytes", bytes).update();
    }

    /// Reads the file again as somebody says now.
    Job say(Decision decision, Said said) {
        decisions.within(decision.link(), seen -> sql.sql("update decide.past set zone = :zone, zone_from = :from, dates = :dates, services = :services where decision_id = :id")
                .param("zone", said.zone().getId()).param("from", said.zoneFrom()).param("dates", said.dates()).param("services", JSON.writeValueAsString(said.services()))
                .param("id", seen.id()).update());
        return read(decision);
    }

    private Job read(Decision decision) {
        return jobs.start(decision, READING, at -> read(decision, at));
    }

    private void read(Decision decision, Jobs.At at) {
        var past = find(decision).orElseThrow(() -> new Refused("The file is no longer there. Upload it again."));
        var said = past.said();
        var file = Uploads.temporary();
        try {
            restore(decision, file, at);
            var read = Histories.read(file, new Choices(said.zone(), said.zoneFrom(), clock.instant(), said.dates(), said.services(), null),
                    (share, rows) -> at.say(0.02 + 0.93 * share, rows == 0 ? "Finding out what it is" : String.format(Locale.ROOT, "%,d rows", rows)));
            at.say(0.96, "Judging what it is good for");
            var quality = Quality.of(read);
            var columns = read.history() == null ? null : Packing.pack(read.history());
            decisions.within(decision.link(), seen -> sql.sql("update decide.past set quality = :quality, tickets = :tickets, columns = :columns where decision_id = :id")
                    .param("quality", JSON.writeValueAsString(quality)).param("tickets", read.tickets()).param("columns", columns).param("id", seen.id()).update());
        } catch (Refused refused) {
            throw new Refused(refused.message().replace(file.toString(), past.fileName()).replace(file.getFileName().toString(), past.fileName()));
        } finally {
            Uploads.remove(file);
        }
    }

    /// One part at a time, each in a transaction of its own.
    private void restore(Decision decision, Path file, Jobs.At at) {
        try (var out = Files.newOutputStream(file)) {
            for (int part = 0; ; part++) {
                at.say(0, "Fetching it");
                int next = part;
                var bytes = decisions.within(decision.link(), seen -> sql.sql("select bytes from decide.past_part where decision_id = :id and part = :part")
                        .param("id", seen.id()).param("part", next).query(byte[].class).optional());
                if (bytes.isEmpty()) return;
                out.write(bytes.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Past> find(Decision decision) {
        return decisions.within(decision.link(), seen -> sql.sql("select file_name, bytes, zone, zone_from, dates, services, quality, uploaded_at from decide.past where decision_id = :id")
                .param("id", seen.id()).query(Pasts::past).optional());
    }

    /// The tickets, once they are read.
    public Optional<History> history(Decision decision) {
        return decisions.within(decision.link(), seen -> sql.sql("select columns from decide.past where decision_id = :id and columns is not null")
                .param("id", seen.id()).query(byte[].class).optional()).map(Packing::unpack);
    }

    void remove(Decision decision) {
        jobs.cancel(decision, READING);
        decisions.within(decision.link(), seen -> sql.sql("delete from decide.past where decision_id = :id").param("id", seen.id()).update());
    }

    private static Past past(ResultSet row, int number) throws SQLException {
        var quality = row.getString("quality");
        var said = new Said(ZoneId.of(row.getString("zone")), row.getString("zone_from"), row.getString("dates"),
                JSON.readValue(row.getString("services"), new TypeReference<Map<String, String>>() {}));
        return new Past(row.getString("file_name"), row.getLong("bytes"), said, quality == null ? null : JSON.readValue(quality, Quality.class),
                SqlTime.get(row, "uploaded_at"));
    }
}
