package demarc.app.signals.source.heartbeat;

import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Signal;
import demarc.app.signals.Source;
import demarc.app.signals.SourceKind;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class Heartbeat implements SourceKind {
    @Override public String key() {
        return Source.HEARTBEAT;
    }

    @Override public String label() {
        return "Heartbeat of a job";
    }

    @Override public Concern concern() {
        return Concern.MONITORING;
    }

    @Override public List<Signal> read(Body body) {
        throw new Refused("A heartbeat pings: GET or POST /ping/KEY.");
    }

    @Override public SetUp setUp(String address, String key) {
        return new SetUp(List.of("Let the job ping when it is done: success, or its exit status.", "A ping /start before it measures how long it runs. What you POST is kept as its last log, up to 10 KB.",
                "When no ping comes within the period and the grace, that is an alarm."), "job.sh", """
                curl -fsS -m 10 --retry 5 %1$s/ping/%2$s/start
                ./job.sh > job.log 2>&1
                curl -fsS -m 10 --retry 5 --data-binary @job.log %1$s/ping/%2$s/$?
                """.formatted(address, key), "sh");
    }
}
