package demarc.app.decide.report;

import demarc.app.decide.report.Answer.Alternative;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer for programs: each figure with its interval, its formula and its source.
public final class AnswerJson {

    private AnswerJson() {}

    public static Map<String, @Nullable Object> of(Answer a) {
        var json = map();
        json.put("name", a.name());
        json.put("seed", a.seed());
        json.put("currency", a.currency().getCurrencyCode());
        json.put("restsOn", a.rests());
        json.put("said", a.said());
        json.put("recommendation", recommendation(a));
        json.put("alternatives", a.alternatives().stream().map(AnswerJson::alternative).toList());
        json.put("exact", a.frontier().exact());
        json.put("closeness", a.frontier().closeness().toString());
        json.put("frontier", a.frontier().spots().stream().map(AnswerJson::spot).toList());
        json.put("heat", heat(a.heat()));
        json.put("sensitivity", sensitivity(a.sensitivity()));
        json.put("lookAhead", lookAhead(a.lookAhead()));
        json.put("assumptions", a.assumptions().stream().map(AnswerJson::assumption).toList());
        json.put("trust", trust(a.trust()));
        json.put("quality", quality(a.quality()));
        return json;
    }

    private static Map<String, @Nullable Object> recommendation(Answer a) {
        var verdict = a.verdict();
        var json = map();
        json.put("model", verdict.model());
        json.put("template", verdict.template());
        json.put("title", verdict.title());
        json.put("says", verdict.sentence().toString());
        json.put("stayAsYouAre", verdict.stay());
        json.put("robust", verdict.robust());
        json.put("margin", verdict.margin().toString());
        json.put("close", verdict.close());
        json.put("plan", a.recommended().code());
        json.put("because", a.because().stream().map(sentence -> {
            var each = map();
            each.put("says", sentence.toString());
            each.put("figures", sentence.pieces().stream().filter(Sentence.Number.class::isInstance).map(piece -> figure(((Sentence.Number) piece).figure())).toList());
            return each;
        }).toList());
        return json;
    }

    private static Map<String, @Nullable Object> alternative(Alternative alternative) {
        var json = map();
        json.put("plan", alternative.code());
        json.put("title", alternative.title());
        json.put("role", alternative.role());
        json.put("model", alternative.model());
        json.put("people", alternative.people());
        alternative.measures().forEach((measure, figure) -> json.put(camel(measure.name()), figure(figure)));
        json.put("yours", alternative.yours());
        json.put("shared", alternative.shared());
        json.put("providers", alternative.providers());
        return json;
    }

    private static Map<String, @Nullable Object> spot(Answer.Spot spot) {
        var json = map();
        json.put("plan", spot.code());
        json.put("model", spot.model());
        json.put("label", spot.label());
        json.put("people", spot.people());
        json.put("cost", rounded(spot.cost().value()));
        json.put("promises", rounded(spot.promises().value()));
        json.put("promisesLow", rounded(spot.promises().low()));
        json.put("promisesHigh", rounded(spot.promises().high()));
        json.put("control", rounded(spot.control().value()));
        json.put("overload", rounded(spot.overload().value()));
        var cut = map();
        for (var each : spot.cut()) cut.put(each.service(), each.who());
        json.put("cut", cut);
        return json;
    }

    private static Map<String, @Nullable Object> heat(Answer.Heat heat) {
        var json = map();
        json.put("days", ReportPage.DAYS);
        json.put("hoursOfWork", rounded(heat.load()));
        heat.covers().forEach(cover -> json.put(cover.title(), rounded(cover.there())));
        return json;
    }

    private static Map<String, @Nullable Object> sensitivity(Answer.Sensitivity sensitivity) {
        var json = map();
        json.put("of", sensitivity.of());
        json.put("now", figure(sensitivity.now()));
        json.put("bars", sensitivity.bars().stream().map(bar -> {
            var each = map();
            each.put("assumption", bar.assumption());
            each.put("low", bar.low());
            each.put("high", bar.high());
            each.put("atLow", rounded(bar.atLow().value()));
            each.put("atHigh", rounded(bar.atHigh().value()));
            each.put("costAtLow", rounded(bar.costAtLow().value()));
            each.put("costAtHigh", rounded(bar.costAtHigh().value()));
            each.put("promisesAtLow", rounded(bar.promisesAtLow().value()));
            each.put("promisesAtHigh", rounded(bar.promisesAtHigh().value()));
            each.put("flipsTo", bar.flips().orElse(null));
            return each;
        }).toList());
        return json;
    }

    private static Map<String, @Nullable Object> lookAhead(Answer.LookAhead ahead) {
        var json = map();
        json.put("until", ahead.until().toString());
        json.put("futures", ahead.futures().stream().map(future -> {
            var each = map();
            each.put("title", future.title());
            each.put("probability", rounded(future.probability()));
            each.put("best", future.best());
            each.put("recommendedIsBest", future.recommended());
            each.put("until", future.until());
            return each;
        }).toList());
        json.put("regret", ahead.regrets().stream().map(regret -> {
            var each = map();
            each.put("plan", regret.code());
            each.put("title", regret.title());
            each.put("costs", regret.costs().stream().map(figure -> rounded(figure.value())).toList());
            each.put("promises", rounded(regret.promises().value()));
            each.put("overload", rounded(regret.overload().value()));
            each.put("expected", figure(regret.expected()));
            each.put("worst", figure(regret.worst()));
            each.put("chanceOfBeingBest", rounded(regret.chance().value()));
            return each;
        }).toList());
        return json;
    }

    private static Map<String, @Nullable Object> assumption(Answer.Assumption assumption) {
        var json = map();
        json.put("key", assumption.key());
        json.put("group", assumption.group());
        json.put("title", assumption.title());
        json.put("unit", assumption.unit());
        json.put("value", rounded(assumption.value()));
        json.put("low", rounded(assumption.low()));
        json.put("high", rounded(assumption.high()));
        json.put("source", assumption.source());
        json.put("replaced", assumption.replaced());
        return json;
    }

    private static Map<String, @Nullable Object> trust(Answer.Trust trust) {
        var json = map();
        json.put("says", trust.says().toString());
        json.put("checks", trust.checks().stream().map(check -> {
            var each = map();
            each.put("what", check.what());
            each.put("happened", figure(check.happened()));
            each.put("forecastOffBy", figure(check.off()));
            each.put("asBeforeOffBy", figure(check.naive()));
            each.put("verdict", check.verdict());
            return each;
        }).toList());
        return json;
    }

    private static Map<String, @Nullable Object> quality(Answer.Quality quality) {
        var json = map();
        json.put("used", figure(quality.used()));
        json.put("notUsed", figure(quality.notUsed()));
        json.put("zone", quality.zone());
        json.put("findings", quality.findings().stream().map(finding -> {
            var each = map();
            each.put("severity", finding.severity());
            each.put("title", finding.title());
            each.put("count", finding.count());
            each.put("example", finding.example());
            each.put("means", finding.means());
            return each;
        }).toList());
        return json;
    }

    private static Map<String, @Nullable Object> figure(Figure figure) {
        var json = map();
        json.put("value", rounded(figure.value()));
        json.put("low", rounded(figure.low()));
        json.put("high", rounded(figure.high()));
        json.put("unit", figure.unit().kind() == Figure.Unit.Kind.SHARE || figure.unit().kind() == Figure.Unit.Kind.POINTS ? "share" : figure.unit().suffix());
        var why = map();
        why.put("formula", figure.why().formula());
        why.put("inputs", figure.why().inputs());
        why.put("source", figure.why().source());
        json.put("why", why);
        return json;
    }

    /// Six significant figures: enough for anybody, and the same everywhere.
    private static double rounded(double value) {
        if (value == 0 || !Double.isFinite(value)) return 0;
        return BigDecimal.valueOf(value).round(new MathContext(6, RoundingMode.HALF_UP)).doubleValue();
    }

    private static List<List<Double>> rounded(double[][] table) {
        return Arrays.stream(table).map(row -> Arrays.stream(row).mapToObj(AnswerJson::rounded).toList()).toList();
    }

    private static String camel(String name) {
        var camel = new StringBuilder();
        for (var word : name.toLowerCase(Locale.ROOT).split("_")) camel.append(camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        return camel.toString();
    }

    private static Map<String, @Nullable Object> map() {
        return new LinkedHashMap<>();
    }
}
