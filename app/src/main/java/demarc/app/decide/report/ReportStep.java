package demarc.app.decide.report;

import demarc.app.decide.Step;
import org.springframework.stereotype.Component;

@Component
class ReportStep implements Step {

    static final String PATH = "/report";

    @Override public int order() {
        return 30;
    }

    @Override public String path() {
        return PATH;
    }

    @Override public String title() {
        return "What it would mean";
    }

    @Override public String says() {
        return "today beside each alternative";
    }
}
