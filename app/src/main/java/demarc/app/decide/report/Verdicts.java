package demarc.app.decide.report;

import demarc.app.decide.questionnaire.AssessmentText;
import demarc.app.decide.report.Answer.Alternative;
import demarc.app.decide.report.Answer.Measure;
import demarc.app.decide.report.Answer.Tile;
import demarc.app.decide.report.Answer.Verdict;
import demarc.app.decide.report.Figure.Unit;
import demarc.core.simulation.choice.Contract;
import demarc.core.simulation.choice.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The recommendation in a sentence, and the three figures of the first screen.
final class Verdicts {

    private final Setting setting;
    private final Whys whys;
    private final Unit money;

    Verdicts(Setting setting, Whys whys, Unit money) {
        this.setting = setting;
        this.whys = whys;
        this.money = money;
    }

    Verdict verdict(Recommendation recommendation, Alternative mine, @Nullable Alternative today, boolean robust, Contract contract) {
        var plan = recommendation.point().plan();
        boolean stay = recommendation.stay();
        var cost = mine.of(Measure.COST);
        var kept = mine.of(Measure.PROMISES);
        var sentence = stay ? Sentence.of("Stay as you are: nothing looked at beats today beyond noise. A year costs {} and keeps {} of the promises.", cost, kept) : switch (plan.arrangement()) {
            case IN_HOUSE -> Sentence.of("Keep IT in your own hands, with %s: a year costs {} and keeps {} of the promises.".formatted(mine.people()), cost, kept);
            case FULLY_MANAGED -> Sentence.of("Give all of IT to a provider: a year costs {} and keeps {} of the promises.", cost, kept);
            case CO_MANAGED -> Sentence.of("Share the work: %s. A year costs {} and keeps {} of the promises.".formatted(shared(mine)), cost, kept);
        };
        var tiles = new ArrayList<Tile>();
        for (var measure : List.of(Measure.COST, Measure.PROMISES, Measure.OVERLOAD))
            tiles.add(new Tile(measure.title(), mine.of(measure), stay || today == null ? Sentence.of("") : Sentence.of("today {}", today.of(measure))));
        return new Verdict(plan.arrangement(), contract.template(), stay ? "Stay as you are" : Titles.verdict(plan, contract.template()), sentence, stay, robust, against(mine, today, stay), close(recommendation, mine, robust), tiles);
    }

    private String shared(Alternative mine) {
        var parts = new ArrayList<String>();
        if (!mine.yours().isEmpty()) parts.add("you keep " + few(mine.yours()));
        if (!mine.shared().isEmpty()) parts.add("both have a part in " + few(mine.shared()));
        if (!mine.providers().isEmpty()) parts.add("a provider takes " + few(mine.providers()));
        return String.join("; ", parts);
    }

    private static String few(List<String> services) {
        if (services.size() <= 3) return services.size() == 1 ? services.getFirst() : String.join(", ", services.subList(0, services.size() - 1)) + " and " + services.getLast();
        return "%s, %s and %d more services".formatted(services.get(0), services.get(1), services.size() - 2);
    }

    private Sentence against(Alternative mine, @Nullable Alternative today, boolean stay) {
        if (today == null) return Sentence.of("Nothing stands for today, as nobody does IT now, by the answers.");
        if (stay) return Sentence.of("");
        double saved = today.of(Measure.COST).value() - mine.of(Measure.COST).value();
        double more = mine.of(Measure.PROMISES).value() - today.of(Measure.PROMISES).value();
        var cost = Figure.of(Math.abs(saved), money, whys.difference("cost today − cost of the recommended one", List.of("today: " + today.of(Measure.COST).words(), "recommended: " + mine.of(Measure.COST).words())));
        var kept = Figure.of(Math.abs(more), Unit.POINTS, whys.difference("promises kept by the recommended one − promises kept today", List.of("today: " + today.of(Measure.PROMISES).words(), "recommended: " + mine.of(Measure.PROMISES).words())));
        return Sentence.of("Against today that is {} %s a year and {} %s of the promises.".formatted(saved >= 0 ? "less" : "more", more >= 0 ? "more" : "fewer"), cost, kept);
    }

    /// What the questionnaire says beside it, and how near the next one comes.
    private String close(Recommendation recommendation, Alternative mine, boolean robust) {
        var words = new ArrayList<String>();
        if (recommendation.close()) words.add("The best plan of another kind is less than 3 % behind, all in all: look at both.");
        if (!robust) words.add("It merely wins today: over three years another one is regretted less, see “Three years ahead”.");
        var assessment = setting.assessment();
        if (assessment != null && assessment.model() != null && assessment.model() != mine.model())
            words.add("The questionnaire alone says otherwise: %s. It weighs wishes and risks that no ticket log shows, so look at both.".formatted(AssessmentText.headline(assessment).toLowerCase(Locale.ROOT)));
        return String.join(" ", words);
    }
}
