package demarc.app.platform;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Server-sent events: `GET /live?topic=tickets&topic=ticket/HDG-1042` sends an event `changed` whose data is the topic.
@Controller
class LiveStreams {
    private static final int MOST = 2000;
    private static final int MOST_OF_ONE = 20;
    /// The browser comes back by itself, and what it may see is asked again.
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private record Open(Actor actor, Set<String> topics, SseEmitter emitter) {}

    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(@RequestParam Set<String> topic, Actor actor, HttpServletResponse response) throws IOException {
        // Browsers come back at once, before the web server has shut its door.
        if (closing) throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Demarc is stopping.");
        if (topic.size() > 10) throw new Refused("topic", "At most 10 topics fit in one stream.");
        if (open.size() >= MOST || open.stream().filter(o -> o.actor().personId() == actor.personId()).count() >= MOST_OF_ONE)
            throw new Refused("Too many live pages are open. This one still works; reload it to see what is new.");
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("Cache-Control", "no-store");
        var stream = new Open(actor, Set.copyOf(topic), new SseEmitter(LONGEST.toMillis()));
        stream.emitter().onCompletion(() -> open.remove(stream));
        stream.emitter().onTimeout(stream.emitter()::complete);
        stream.emitter().onError(_ -> open.remove(stream));
        open.add(stream);
        stream.emitter().send(SseEmitter.event().comment("here").reconnectTime(2000));
        return stream.emitter();
    }

    void tell(int clientId, String topic) {
        for (var stream : open)
            if (stream.topics().contains(topic) && stream.actor().sees(clientId))
                send(stream, SseEmitter.event().name("changed").data(topic));
    }

    @Scheduled(fixedDelay = 20_000)
    void heartbeat() {
        for (var stream : open) send(stream, SseEmitter.event().comment("still here"));
    }

    void closeAll() {
        closing = true;
        for (var stream : open) stream.emitter().complete();
    }

    /// A browser that is gone is noticed by writing to it.
    private void send(Open stream, SseEmitter.SseEventBuilder event) {
        try {
            stream.emitter().send(event);
        } catch (IOException | IllegalStateException e) {
            open.remove(stream);
        }
    }
}
