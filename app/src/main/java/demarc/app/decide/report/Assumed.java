package demarc.app.decide.report;

import demarc.app.decide.report.Answer.Assumption;
import demarc.core.simulation.CostInput;
import demarc.core.simulation.Estimate;
import demarc.core.simulation.choice.Preference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every number that the answer rests on and that somebody may know better.
final class Assumed {

    private Assumed() {}

    static List<Assumption> of(Setting setting, Preference preference) {
        var all = new ArrayList<Assumption>();
        var replaced = setting.matter().replaced();
        all.add(one(Setting.USERS, "Size and people", "Users", "", Estimate.exactly(setting.users(), setting.usersWhy()), replaced.containsKey(Setting.USERS)));
        all.add(one(Setting.PEOPLE, "Size and people", "Your own IT people today", "full time", Estimate.exactly(setting.people(), setting.peopleWhy()), replaced.containsKey(Setting.PEOPLE)));
        all.add(one(Setting.ABSENCE, "Size and people", "Days on which somebody is away", "%", setting.question().absence(), replaced.containsKey(Setting.ABSENCE)));
        all.add(one(Setting.PRODUCTIVE, "Size and people", "Part of the rest that goes into tickets and planned work", "%", setting.question().productive(), replaced.containsKey(Setting.PRODUCTIVE)));
        setting.model().parameters().forEach((key, estimate) -> {
            var title = Titles.parameter(key);
            all.add(one(key, "The tickets to come", title[0], title[1], estimate, replaced.containsKey(key)));
        });
        for (var input : CostInput.values()) {
            var unit = input.unit() == CostInput.Unit.SHARE ? "%" : input.unit().isMoney() ? setting.costs().currency().getCurrencyCode() + " " + input.unit().words() : input.unit().words();
            all.add(one(input.key(), "Prices", input.title(), unit, setting.costs().get(input), setting.costs().isReplaced(input)));
        }
        var worth = "our estimate" + (setting.assessment() == null ? "" : "; the worth of control by question 14");
        all.add(one(null, "What things are worth", "Promises that have to be kept", "%", Estimate.exactly(preference.target(), worth), false));
        all.add(one(null, "What things are worth", "One point of promises below that, of a year's cost", "%", Estimate.exactly(preference.promiseBelow(), worth), false));
        all.add(one(null, "What things are worth", "One point of promises above it", "%", Estimate.exactly(preference.promiseAbove(), worth), false));
        all.add(one(null, "What things are worth", "One point of control", "%", Estimate.exactly(preference.control(), worth), false));
        all.add(one(null, "What things are worth", "One point of weeks without overload", "%", Estimate.exactly(preference.overload(), worth), false));
        return List.copyOf(all);
    }

    private static Assumption one(@Nullable String key, String group, String title, String unit, Estimate estimate, boolean replaced) {
        return new Assumption(key, group, title, unit, estimate.value(), estimate.low(), estimate.high(), estimate.source(), replaced);
    }
}
