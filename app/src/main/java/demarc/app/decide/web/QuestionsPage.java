package demarc.app.decide.web;

import demarc.app.decide.Decision;
import demarc.app.decide.Wizard;
import demarc.app.decide.questionnaire.Assessment;
import demarc.app.decide.questionnaire.Question;
import demarc.app.decide.questionnaire.Questionnaire;
import java.util.List;
import java.util.Locale;

/// All questions, and beside them what the answers say so far.
///
/// @param mayChange the viewer may answer, not only read
public record QuestionsPage(Wizard wizard, boolean mayChange, String name, boolean hirePlanned, List<Topic> topics, Live live) {

    public record Topic(String title, String anchor, List<Asked> questions) {}

    /// @param chosen the option from 1, 0 while it is open
    public record Asked(Question question, int chosen) {}

    static QuestionsPage of(Decision decision, Wizard wizard, boolean mayChange) {
        var answers = decision.written().answers();
        var topics = Questionnaire.get().topics().entrySet().stream().map(topic -> new Topic(topic.getKey(), topic.getKey().toLowerCase(Locale.ROOT).replace(' ', '-'),
                topic.getValue().stream().map(question -> new Asked(question, answers.to(question))).toList())).toList();
        return new QuestionsPage(wizard, mayChange, decision.written().name(), answers.hirePlanned(), topics, Live.of(decision.address(), Assessment.of(answers, decision.written().numbers())));
    }
}
