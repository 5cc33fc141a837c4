package demarc.app.decide.web;

import demarc.app.decide.Decision;
import demarc.app.decide.questionnaire.Assessment;
import demarc.app.decide.questionnaire.AssessmentText;
import demarc.app.directory.Client;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The way in: what it is, and for those who are signed in the decisions of their clients.
public record StartPage(List<Row> decisions, List<Client> clients) {

    public record Row(String address, String name, String client, String result, String changed) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    static StartPage of(List<Decision> decisions, List<Client> clients) {
        return new StartPage(decisions.stream().map(each -> new Row(each.address(), each.name(), each.client() == null ? "" : each.client().name(),
                AssessmentText.headline(Assessment.of(each.written().answers(), each.written().numbers())), DAY.format(each.changed().atZone(ZoneOffset.UTC)))).toList(), clients);
    }
}
