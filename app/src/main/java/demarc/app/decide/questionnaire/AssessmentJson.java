package demarc.app.decide.questionnaire;

import demarc.core.money.Money;
import demarc.core.simulation.Arrangement;
import demarc.core.simulation.Cost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The assessment for programs. Amounts are whole units of the currency, scores and margins have one decimal.
public final class AssessmentJson {

    private AssessmentJson() {}

    public static Map<String, Object> of(String name, Assessment a) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("name", name);
        json.put("model", a.model());
        json.put("template", a.template());
        json.put("because", a.because());
        json.put("margin", a.enough() ? Words.rounded(a.margin()) : null);
        json.put("close", a.close());
        json.put("also", a.also());
        json.put("scores", byModel(model -> Words.rounded(a.scores().of(model))));
        json.put("templates", a.engagements().stream().map(each -> Map.of("template", each.template(), "why", each.why())).toList());
        json.put("gates", a.gates().stream().map(AssessmentJson::gate).toList());
        json.put("cost", cost(a.prices()));
        json.put("wouldChange", a.changes().singles().isEmpty() ? changes(a.changes().pairs()) : changes(a.changes().singles()));
        json.put("leastChanges", a.enough() ? a.changes().least() : null);
        json.put("wouldBeRuledOutBy", a.byGate().stream().map(AssessmentJson::other).toList());
        json.put("pulls", a.pulls().stream().map(AssessmentJson::pull).toList());
        json.put("contradictions", a.contradictions().stream().map(each -> Map.of("questions", each.questions(), "says", each.says(), "still", each.still())).toList());
        json.put("unanswered", a.open().stream().map(Question::id).toList());
        json.put("unansweredCouldChangeIt", !a.settled());
        json.put("answeredWeight", a.answers().weight());
        json.put("hints", a.hints().stream().map(each -> Map.of("service", each.service(), "says", each.says(), "question", each.question())).toList());
        return json;
    }

    private static Map<String, Object> gate(Gate gate) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", gate.id());
        json.put("model", gate.model());
        json.put("effect", gate.rulesOut() ? "RULES_OUT" : "MARKS");
        json.put("says", gate.says());
        json.put("why", gate.why());
        json.put("wayOut", gate.wayOut());
        return json;
    }

    private static Map<String, Object> cost(Prices prices) {
        var json = new LinkedHashMap<String, Object>();
        json.put("currency", prices.currency().getCurrencyCode());
        json.put("period", "year");
        json.putAll(byModel(model -> cost(prices.of(model))));
        json.put("sizes", prices.sizes().stream().map(each -> Map.of("key", each.key(), "value", each.value(), "why", each.why())).toList());
        json.put("notes", prices.notes());
        return json;
    }

    private static Map<String, Object> cost(Cost cost) {
        var json = range(cost.low(), cost.likely(), cost.high());
        json.put("lines", cost.lines().stream().map(line -> {
            var each = new LinkedHashMap<String, Object>();
            each.put("title", line.title());
            each.putAll(range(line.low(), line.likely(), line.high()));
            each.put("how", line.how());
            each.put("rests-on", line.inputs().stream().map(input -> Map.of("key", input.key(), "source", input.usual().source())).toList());
            return each;
        }).toList());
        return json;
    }

    private static Map<String, Object> range(Money low, Money likely, Money high) {
        var json = new LinkedHashMap<String, Object>();
        json.put("low", whole(low));
        json.put("likely", whole(likely));
        json.put("high", whole(high));
        return json;
    }

    private static long whole(Money money) {
        return Math.round(money.amount().doubleValue());
    }

    private static List<Map<String, Object>> changes(List<Changes.Change> changes) {
        return changes.stream().map(change -> {
            var json = new LinkedHashMap<String, Object>();
            json.put("answers", change.answers().stream().map(AssessmentJson::other).toList());
            json.put("model", change.to());
            json.put("margin", Words.rounded(change.margin()));
            return (Map<String, Object>) json;
        }).toList();
    }

    private static Map<String, Object> other(Changes.Other other) {
        var json = new LinkedHashMap<String, Object>();
        json.put("question", other.question().id());
        json.put("from", other.question().option(other.was()).text());
        json.put("to", other.question().option(other.instead()).text());
        json.put("option", other.instead());
        return json;
    }

    private static Map<String, Object> pull(Assessment.Pull pull) {
        var json = new LinkedHashMap<String, Object>();
        json.put("question", pull.question().id());
        json.put("answer", pull.question().option(pull.chosen()).text());
        json.putAll(byModel(model -> Words.rounded(pull.of(model))));
        json.put("lead", Words.rounded(pull.lead()));
        return json;
    }

    private static Map<String, Object> byModel(Function<Arrangement, Object> value) {
        var json = new LinkedHashMap<String, Object>();
        json.put("inHouse", value.apply(Arrangement.IN_HOUSE));
        json.put("coManaged", value.apply(Arrangement.CO_MANAGED));
        json.put("fullyManaged", value.apply(Arrangement.FULLY_MANAGED));
        return json;
    }
}
