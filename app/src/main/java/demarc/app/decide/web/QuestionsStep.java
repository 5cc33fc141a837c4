package demarc.app.decide.web;

import demarc.app.decide.Step;
import org.springframework.stereotype.Component;

@Component
class QuestionsStep implements Step {

    @Override public int order() {
        return 10;
    }

    @Override public String path() {
        return "";
    }

    @Override public String title() {
        return "Questions";
    }

    @Override public String says() {
        return "28 answers, a first result";
    }
}
