package demarc.app.decide;

import demarc.core.simulation.model.Backtest.Covered;
import demarc.core.simulation.model.Backtest.Result;
import demarc.core.simulation.model.Backtest.Score;
import demarc.core.simulation.model.Backtest.Summary;
import demarc.core.simulation.model.Backtest.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A back-test for programs: `cut` learned on 70 % of the time, `rolling` on parts of it; each with the arrivals drawn (`modelled`) and told (`told`).
final class BacktestJson {

    private BacktestJson() {}

    static Map<String, Object> of(String file, Trial trial) {
        var json = new LinkedHashMap<String, Object>();
        json.put("file", file);
        json.put("tickets", trial.tickets());
        json.put("from", trial.from().toString());
        json.put("to", trial.to().toString());
        json.put("weeks", trial.weeks());
        json.put("remarks", trial.remarks());
        json.put("cut", byArrivals(trial.cut()));
        json.put("rolling", byArrivals(trial.rolling()));
        return json;
    }

    private static Map<String, Object> byArrivals(List<Result> results) {
        var json = new LinkedHashMap<String, Object>();
        for (boolean real : new boolean[] {false, true}) {
            var of = results.stream().filter(result -> result.realArrivals() == real).toList();
            if (!of.isEmpty()) json.put(real ? "told" : "modelled", part(of));
        }
        return json;
    }

    private static Map<String, Object> part(List<Result> results) {
        var summary = Summary.of(results);
        var json = new LinkedHashMap<String, Object>();
        json.put("targets", results.getFirst().targets());
        json.put("scores", summary.scores().stream().map(score -> score(score, summary.better().get(score.measure()))).toList());
        var coverage = new LinkedHashMap<String, Object>();
        summary.coverage().forEach((kind, covered) -> coverage.put(kind, covered(covered)));
        json.put("coverage", coverage);
        json.put("covered", covered(summary.all()));
        json.put("cuts", results.stream().map(BacktestJson::cut).toList());
        return json;
    }

    private static Map<String, @Nullable Object> score(Score score, int[] better) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("measure", score.measure().name().toLowerCase(Locale.ROOT));
        json.put("title", score.measure().title());
        json.put("unit", score.measure().unit());
        json.put("happened", number(score.actual()));
        json.put("model", number(score.model()));
        json.put("lastPeriod", number(score.naive()));
        json.put("yearAgo", number(score.seasonal()));
        json.put("floor", number(score.floor()));
        json.put("skill", number(score.skill()));
        json.put("betterAt", better[0]);
        json.put("ofCuts", better[1]);
        return json;
    }

    private static Map<String, Object> covered(Covered covered) {
        return Map.of("of", covered.of(), "inside80", share(covered.in80(), covered.of()), "inside95", share(covered.in95(), covered.of()));
    }

    private static double share(int of, int all) {
        return all == 0 ? 0 : Math.round(1000.0 * of / all) / 1000.0;
    }

    private static Map<String, Object> cut(Result result) {
        var json = new LinkedHashMap<String, Object>();
        json.put("cut", result.cut().toString());
        json.put("to", result.to().toString());
        json.put("weeks", result.weeks());
        json.put("learned", result.learned());
        json.put("open", result.open());
        json.put("tested", result.tested());
        json.put("openByWeek", result.curve().stream().map(week -> Map.of("happened", week.open(), "expected", Math.round(week.expected()), "low80", Math.round(week.low80()), "high80", Math.round(week.high80()))).toList());
        return json;
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? null : Double.valueOf(Math.round(value * 1000) / 1000.0);
    }
}
