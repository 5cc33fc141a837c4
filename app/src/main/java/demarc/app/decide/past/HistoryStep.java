package demarc.app.decide.past;

import demarc.app.decide.Step;
import org.springframework.stereotype.Component;

@Component
class HistoryStep implements Step {

    static final String PATH = "/history";

    @Override public int order() {
        return 20;
    }

    @Override public String path() {
        return PATH;
    }

    @Override public String title() {
        return "History";
    }

    @Override public String says() {
        return "your own tickets";
    }
}
