package demarc.app.decide.report;

import demarc.app.decide.Step;
import org.springframework.stereotype.Component;

@Component
class AdoptStep implements Step {

    static final String PATH = "/adopt";

    @Override public int order() {
        return 40;
    }

    @Override public String path() {
        return PATH;
    }

    @Override public String title() {
        return "Adopt";
    }

    @Override public String says() {
        return "a draft to check and sign";
    }
}
