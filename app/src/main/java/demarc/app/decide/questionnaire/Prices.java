package demarc.app.decide.questionnaire;

import demarc.core.simulation.Arrangement;
import demarc.core.simulation.Cost;
import demarc.core.simulation.CostInputs;
import demarc.core.simulation.Costs;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What each arrangement would cost in a year, and on what that rests.
///
/// @param template of the co-managed price
/// @param notes    what is not in the figures
public record Prices(Map<Arrangement, Cost> costs, String template, CostInputs inputs, double employees, List<Given> sizes, List<String> notes) {

    /// A size the costs rest on.
    ///
    /// @param typed given by somebody, not supposed
    public record Given(String key, String title, String value, String why, boolean typed) {}

    static Prices of(Answers answers, Numbers numbers, String coManaged) {
        var sizes = Sizes.of(answers, numbers);
        var inputs = numbers.inputs();
        var costs = new Costs(inputs);
        var all = new EnumMap<Arrangement, Cost>(Arrangement.class);
        all.put(Arrangement.IN_HOUSE, costs.inHouse(sizes.team(), sizes.employees(), sizes.nightSeats()));
        all.put(Arrangement.CO_MANAGED, costs.coManaged(sizes.kept(), coManaged, sizes.employees(), sizes.projectHours()).plus(costs.servers(sizes.servers())));
        all.put(Arrangement.FULLY_MANAGED, costs.fullyManaged(sizes.premium(), sizes.employees(), sizes.projectHours()).plus(costs.servers(sizes.servers())));
        var known = sizes.known().stream().map(each -> new Given(each.key(), each.title(), each.value(), each.why(), each.given())).toList();
        return new Prices(all, coManaged, inputs, sizes.employees(), known, notes(answers, sizes));
    }

    private static List<String> notes(Answers answers, Sizes sizes) {
        var notes = new ArrayList<String>();
        notes.add("Prices are of the United States, 2024 to 2026. Low takes every assumption at its low end, high every one at its high end; both at once are rare.");
        notes.add("The first year with a provider also costs its onboarding, often one monthly fee. Hardware and licences cost the same in each arrangement and are left out.");
        if (answers.is("Q06", 2)) notes.add("Allowances for being on call are not in the in-house figure: no published price was found.");
        if (sizes.premium()) notes.add("An assessor comes (question 21), so fully managed is priced with security, compliance and strategy.");
        if (sizes.nightSeats() > 0) notes.add("Around the clock (question 6) adds one seat held at night in-house; a staffed security centre would take twelve people.");
        return List.copyOf(notes);
    }

    public Cost of(Arrangement model) {
        return costs.get(model);
    }

    public Currency currency() {
        return inputs.currency();
    }
}
