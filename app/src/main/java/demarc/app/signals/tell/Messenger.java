package demarc.app.signals.tell;

import demarc.app.agreement.Occasion;
import demarc.app.platform.Live;
import demarc.app.platform.Refused;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells, one source after the other in the order of what happened there. A tool that is away is asked after half a minute, then after ever longer
/// times up to an hour, for a day.
@Component
public class Messenger {
    private static final String TROUBLE = "signals/trouble/";
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final Words words;
    private final Sources sources;
    private final Map<String, Teller> tellers;
    private final TransactionTemplate transaction;
    private final Live live;
    private final Clock clock;
    private final Semaphore voices = new Semaphore(8);
    private final ConcurrentHashMap.KeySetView<Long, Boolean> busy = ConcurrentHashMap.newKeySet();

    Messenger(Words words, Sources sources, List<Teller> tellers, TransactionTemplate transaction, Live live, Clock clock) {
        this.words = words;
        this.sources = sources;
        this.tellers = tellers.stream().collect(Collectors.toMap(Teller::kind, Function.identity()));
        this.transaction = transaction;
        this.live = live;
        this.clock = clock;
    }

    @EventListener
    void on(Occasion.Progress progress) {
        if (!progress.origin().startsWith(TROUBLE)) return;
        var trouble = Long.parseLong(progress.origin().substring(TROUBLE.length()));
        for (var id : words.sources(progress.client(), trouble, List.copyOf(tellers.keySet()))) {
            var source = sources.find(progress.client(), id).orElseThrow();
            var teller = Objects.requireNonNull(tellers.get(source.kind()));
            if (teller.isWanted(source)) words.add(progress, trouble, id, teller.numberedBy());
        }
    }

    @Scheduled(fixedDelay = 2000)
    void tick() {
        for (var each : system(words::waiting)) {
            if (!busy.add(each.source())) continue;
            Thread.ofVirtual().name("tell-" + each.source()).start(() -> {
                try {
                    voices.acquire();
                    try {
                        speak(each);
                    } finally {
                        voices.release();
                    }
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    LoggerFactory.getLogger(Messenger.class).error("client {}: source {} could not be told; it stays due", each.client(), each.source(), e);
                } finally {
                    busy.remove(each.source());
                }
            });
        }
    }

    /// Here and now, whatever is due.
    public void drain() {
        for (var each : system(words::waiting)) speak(each);
    }

    private void speak(Words.Waiting of) {
        var claimed = system(() -> words.claim(of));
        if (claimed.isEmpty()) return;
        var source = system(() -> sources.find(of.client(), of.source()).orElseThrow());
        for (var n = 0; n < claimed.size() && say(of, source, claimed.get(n), claimed.subList(n, claimed.size())); n++) continue;
        live.changed(of.client(), "source/" + of.source());
    }

    /// @param rest it and what waits behind it
    /// @return whether the next may be told
    private boolean say(Words.Waiting of, Source source, Word word, List<Word> rest) {
        try {
            var but = teller(source).tell(source, word);
            system(() -> {
                words.told(of.client(), word.id(), but);
                return true;
            });
            return true;
        } catch (Teller.Misunderstood e) {
            fail(of, List.of(word), e.getMessage(), false);
            return true;
        } catch (Refused e) {
            fail(of, rest, e.message(), true);
        } catch (IOException e) {
            fail(of, rest, String.valueOf(e.getMessage()), true);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Messenger.class).error("client {}: telling source {} failed", of.client(), of.source(), e);
            fail(of, rest, "Demarc failed to tell this: %s".formatted(e), true);
        }
        return false;
    }

    private Teller teller(Source source) {
        var teller = tellers.get(source.kind());
        if (teller == null || !source.enabled() || !teller.isWanted(source)) throw new Refused("The source is switched off, or its settings no longer say where it is told.");
        return teller;
    }

    private void fail(Words.Waiting of, List<Word> failed, String problem, boolean again) {
        var first = failed.getFirst();
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(first.attempts() - 1, 10));
        var next = now().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        system(() -> {
            var old = failed.stream().filter(word -> !again || word.at().isBefore(now().minus(PATIENCE))).map(Word::id).toList();
            var young = failed.stream().map(Word::id).filter(id -> !old.contains(id)).toList();
            if (!old.isEmpty()) words.failed(of, old, problem, null);
            if (!young.isEmpty()) words.failed(of, young, problem, next);
            return true;
        });
    }

    private <T> T system(Supplier<T> work) {
        return Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
