package demarc.app.decide.questionnaire;

import demarc.core.money.Money;
import demarc.core.simulation.Arrangement;
import demarc.core.simulation.Cost;
import demarc.core.simulation.CostInputs;
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
        json.put("templates", a.engagements().stream().map(each -> fields("template", each.template(), "why", each.why())).toList());
        json.put("gates", a.gates().stream().map(AssessmentJson::gate).toList());
        json.put("cost", cost(a.prices()));
        json.put("wouldChange", a.changes().singles().isEmpty() ? changes(a.changes().pairs()) : changes(a.changes().singles()));
        json.put("leastChanges", a.enough() ? a.changes().least() : null);
        json.put("gatesWouldChange", changes(a.changes().gates()));
        json.put("pulls", a.pulls().stream().map(AssessmentJson::pull).toList());
        json.put("contradictions", a.contradictions().stream().map(each -> fields("questions", each.questions(), "says", each.says(), "still", each.still())).toList());
        json.put("unanswered", a.open().stream().map(Question::id).toList());
        json.put("unansweredCouldChangeIt", !a.settled());
        json.put("answeredWeight", a.answers().weight());
        json.put("hints", a.hints().stream().map(each -> fields("service", each.service(), "says", each.says(), "question", each.question())).toList());
        return json;
    }

    /// In the order written: the same answers give the same text.
    private static Map<String, Object> fields(Object... keysAndValues) {
        var json = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) json.put((String) keysAndValues[i], keysAndValues[i + 1]);
        return json;
    }

    private static Map<String, Object> gate(Gate gate) {
        return fields("id", gate.id(), "model", gate.model(), "effect", gate.effect(), "says", gate.says(), "why", gate.why(), "wayOut", gate.wayOut());
    }

    private static Map<String, Object> cost(Prices prices) {
        var json = fields("currency", prices.currency().getCurrencyCode(), "period", "year");
        json.putAll(byModel(model -> cost(prices.of(model), prices.inputs())));
        json.put("sizes", prices.sizes().stream().map(each -> fields("key", each.key(), "value", each.value(), "why", each.why())).toList());
        json.put("notes", prices.notes());
        return json;
    }

    private static Map<String, Object> cost(Cost cost, CostInputs inputs) {
        var json = range(cost.low(), cost.likely(), cost.high());
        json.put("lines", cost.lines().stream().map(line -> {
            var each = fields("title", line.title());
            each.putAll(range(line.low(), line.likely(), line.high()));
            each.put("how", line.how());
            each.put("restsOn", line.inputs().stream().map(input -> {
                var now = inputs.get(input);
                return fields("key", input.key(), "title", input.title(), "low", now.low(), "likely", now.value(), "high", now.high(), "source", now.source());
            }).toList());
            return each;
        }).toList());
        return json;
    }

    private static Map<String, Object> range(Money low, Money likely, Money high) {
        return fields("low", whole(low), "likely", whole(likely), "high", whole(high));
    }

    private static long whole(Money money) {
        return Math.round(money.amount().doubleValue());
    }

    private static List<Map<String, Object>> changes(List<Changes.Change> changes) {
        return changes.stream().map(change -> fields("answers", change.answers().stream().map(AssessmentJson::other).toList(), "model", change.to(), "margin", Words.rounded(change.margin()))).toList();
    }

    private static Map<String, Object> other(Changes.Other other) {
        return fields("question", other.question().id(), "from", other.question().option(other.was()).text(), "to", other.question().option(other.instead()).text(), "option", other.instead());
    }

    private static Map<String, Object> pull(Assessment.Pull pull) {
        var json = fields("question", pull.question().id(), "answer", pull.question().option(pull.chosen()).text());
        json.putAll(byModel(model -> Words.rounded(pull.of(model))));
        json.put("lead", Words.rounded(pull.lead()));
        return json;
    }

    private static Map<String, Object> byModel(Function<Arrangement, Object> value) {
        return fields("inHouse", value.apply(Arrangement.IN_HOUSE), "coManaged", value.apply(Arrangement.CO_MANAGED), "fullyManaged", value.apply(Arrangement.FULLY_MANAGED));
    }
}
