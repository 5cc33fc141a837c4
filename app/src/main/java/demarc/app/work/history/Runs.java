package demarc.app.work.history;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Home;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/// Histories that people upload. One is worked on at a time, so that an import never takes the machine from live work.
@Component
class Runs implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Runs.class);
    private static final int MOST = 20;
    private static final int WAITING = 4;

    private final Imports imports;
    private final Clock clock;
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("import").daemon(true).factory());
    private final SecureRandom random = new SecureRandom();

    Runs(Imports imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    Run start(Actor by, Client client, MultipartFile upload, Mapping mapping, @Nullable String zone) {
        var name = upload.getOriginalFilename() == null || upload.getOriginalFilename().isBlank() ? "the file" : Storyteller.shortened(upload.getOriginalFilename());
        Run run;
        synchronized (runs) {
            if (runs.values().stream().filter(each -> each.state.running()).count() >= WAITING)
                throw new Refused("file", "Several imports are being read already. Try again in a few minutes.");
            var id = new byte[12];
            random.nextBytes(id);
            run = new Run(HexFormat.of().formatHex(id), by, client, kept(upload), name, mapping, zone);
            runs.put(run.id, run);
            makeRoom();
        }
        worker.execute(() -> work(run, true));
        return run;
    }

    private void makeRoom() {
        for (var old : runs.values().stream().filter(each -> !each.state.running()).limit(Math.max(0, runs.size() - MOST)).toList()) {
            runs.remove(old.id);
            delete(old);
        }
    }

    private static Path kept(MultipartFile upload) {
        try {
            var file = Files.createTempFile(Files.createDirectories(Home.create().resolve("imports")), "history", ".upload");
            upload.transferTo(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A run of that client, for whoever started it.
    Run get(Actor by, Client client, String id) {
        synchronized (runs) {
            var run = runs.get(id);
            if (run == null || run.client.id() != client.id() || run.by.personId() != by.personId()) throw new NotFound("import", id);
            return run;
        }
    }

    void confirm(Run run) {
        synchronized (runs) {
            if (run.state != Run.State.TRIED) return; // pressed twice
            run.state = Run.State.IMPORTING;
            run.done = 0;
        }
        worker.execute(() -> work(run, false));
    }

    private void work(Run run, boolean dry) {
        long began = System.nanoTime();
        try {
            var inForce = imports.inForce(run.by, run.client).orElseThrow(() -> new Refused(
                    "%s has no agreement in force, so nothing says whose work a ticket would be. Sign one first.".formatted(run.client.name())));
            var survey = Survey.of(HistoryFile.of(run.file), run.mapping, (rows, _) -> run.done = rows);
            var refusals = new Refusals(_ -> {});
            var history = new ReplayedFile(survey, run.mapping, inForce, run.zone == null ? null : ZoneId.of(run.zone), clock.instant(), refusals);
            run.recognised = history.recognised(run.fileName);
            run.done = 0;
            run.total = survey.tickets();
            var store = new Store(run, history.source(), refusals, dry);
            history.tickets(store::take);
            store.flush();
            run.report = history.report(run.client.key(), dry, store.imported, store.alreadyThere, Duration.ofNanos(System.nanoTime() - began));
            run.refused = refusals.groups();
            run.state = dry ? Run.State.TRIED : Run.State.DONE;
        } catch (Refused refused) {
            fail(run, refused.message().replace(run.file.getFileName().toString(), run.fileName));
        } catch (RuntimeException e) {
            log.error("the import of {} failed", run.client.key(), e);
            fail(run, "Demarc failed. What had been imported is kept; upload the file again to go on. Your administrator finds the reason in the log.");
        } finally {
            if (run.state == Run.State.DONE || run.state == Run.State.FAILED) delete(run);
        }
    }

    private final class Store {
        private final Run run;
        private final String source;
        private final Refusals refusals;
        private final boolean dry;
        private final List<PastTicket> batch = new ArrayList<>();
        private long imported;
        private long alreadyThere;

        Store(Run run, String source, Refusals refusals, boolean dry) {
            this.run = run;
            this.source = source;
            this.refusals = refusals;
            this.dry = dry;
        }

        void take(PastTicket ticket) {
            run.done++;
            if (dry) return;
            batch.add(ticket);
            if (batch.size() == Batch.TICKETS) flush();
        }

        void flush() {
            if (batch.isEmpty()) return;
            var answer = imports.store(run.by, run.client, new Batch(source, List.copyOf(batch)));
            batch.clear();
            imported += answer.imported();
            alreadyThere += answer.alreadyThere();
            for (var no : answer.refused()) refusals.add(0, no.id(), null, null, no.reason());
        }
    }

    private static void fail(Run run, String why) {
        run.failure = why;
        run.state = Run.State.FAILED;
    }

    private static void delete(Run run) {
        try {
            Files.deleteIfExists(run.file);
        } catch (IOException e) {
            log.warn("an uploaded history could not be removed: {}", run.file);
        }
    }

    @Override public void destroy() {
        worker.shutdownNow();
        synchronized (runs) {
            runs.values().forEach(Runs::delete);
        }
    }
}
