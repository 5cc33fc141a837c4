package demarc.app.decide.report;

import demarc.app.decide.questionnaire.Assessment;
import demarc.app.decide.questionnaire.Prices;
import demarc.app.decide.questionnaire.Questionnaire;
import demarc.core.agreement.Catalogue;
import demarc.core.agreement.InForce;
import demarc.core.simulation.CostInput;
import demarc.core.simulation.CostInputs;
import demarc.core.simulation.Estimate;
import demarc.core.simulation.History;
import demarc.core.simulation.Streams;
import demarc.core.simulation.World;
import demarc.core.simulation.choice.Cover;
import demarc.core.simulation.choice.Plan;
import demarc.core.simulation.choice.Question;
import demarc.core.simulation.choice.Question.Range;
import demarc.core.simulation.choice.Question.Service;
import demarc.core.simulation.choice.Question.Terms;
import demarc.core.simulation.choice.Split;
import demarc.core.simulation.choice.Today;
import demarc.core.simulation.choice.Worlds;
import demarc.core.simulation.model.Assumptions;
import demarc.core.simulation.model.Model;
import demarc.core.worktime.Holidays;
import demarc.core.worktime.LocalWeek;
import demarc.core.worktime.Week;
import demarc.core.worktime.WeeklyHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// From what was given to what can be searched: the model of the tickets to come, the question, and every number assumed on the way.
///
/// @param unmapped share of the tickets that no service was known for; they count as the help desk's
/// @param weekly   hours of work a week, reactive and planned
record Setting(Matter matter, History history, Model model, Question question, Worlds worlds, @Nullable Assessment assessment, CostInputs costs, double users, String usersWhy, double people, String peopleWhy,
        double unmapped, double weekly, LocalWeek week) {

    static final String USERS = "users";
    static final String PEOPLE = "people.today";
    static final String ABSENCE = "absence";
    static final String PRODUCTIVE = "productive";
    private static final String REST = "help-desk";
    private static final String OFFICE = "mon-fri 08:00-18:00";
    private static final Duration YEAR = Duration.ofDays(364);
    private static final int FEWEST_TICKETS = 50;
    private static final int FEWEST_DAYS = 28;
    private static final double TICKETS_A_USER = 1.2;
    private static final double MACHINES_A_USER = 1.1375;
    /// Sizes of the team that are tried; a larger team is tried in steps.
    private static final int SIZES = 8;

    static Setting of(Matter matter) {
        var history = enough(matter);
        var assessment = matter.written() == null ? null : Assessment.of(matter.written().answers(), matter.written().numbers());
        var prices = assessment == null ? null : assessment.prices();
        double monthly = history.size() / Math.max(1, Duration.between(history.from(), history.to()).toDays() / 30.4375);
        double users = prices == null ? Math.max(1, Math.rint(monthly / TICKETS_A_USER)) : prices.employees();
        var usersWhy = prices == null ? "the log's %,.0f tickets a month ÷ 1.2 tickets for each user and month (our estimate)".formatted(monthly) : size(prices, "employees");
        var replacedUsers = matter.replaced().get(USERS);
        if (replacedUsers != null) {
            users = replacedUsers.value();
            usersWhy = "as you said";
        }
        var numbers = matter.written() == null ? null : matter.written().numbers();
        int machines = (int) Math.round(numbers != null && numbers.endpoints() != null ? numbers.endpoints() : users * MACHINES_A_USER);
        var model = replacing(Model.fit(history, Assumptions.usual().with(holidays(matter)).withEndpoints(Math.max(1, machines))), matter.replaced());
        var costs = prices == null ? CostInputs.usual() : prices.inputs();
        for (var input : CostInput.values()) if (matter.replaced().get(input.key()) instanceof Estimate given) costs = costs.with(input, given);
        var places = places(model.services());
        var services = List.copyOf(new TreeSet<>(places.values()));
        long from = model.fittedTo().toEpochMilli() + 1000;
        long to = from + YEAR.toMillis();
        Worlds worlds = worlds(model, places, services, matter.seed(), from, to);
        var sample = worlds.draw(0);
        double weekly = 0;
        for (int i = 0; i < sample.size(); i++) weekly += (sample.work(i) + sample.again(i)) / 3_600_000.0 / 52;
        var named = model.parameters().get(Model.PEOPLE);
        var seen = named != null && named.value() >= 0.5 ? named : null;
        double people = prices != null && (numbers != null && numbers.itStaff() != null || assessment.answers().answers(Questionnaire.get().question("Q01")))
                ? staff(prices) : seen != null ? seen.value() : Math.max(1, Math.ceil(weekly / 24.6));
        var peopleWhy = prices != null && people == staff(prices) ? size(prices, "it-staff") : seen != null ? seen.source() : "as many as the work needs, as neither the log nor the answers say";
        if (matter.replaced().get(PEOPLE) instanceof Estimate given) {
            people = given.value();
            peopleWhy = "as you said";
        }
        var question = question(matter, services, users, costs, weekly, people, prices, history.zone());
        return new Setting(matter, history, model, question, worlds, assessment, costs, users, usersWhy, people, peopleWhy, unmapped(history), weekly, new LocalWeek(history.zone(), holidays(matter)));
    }

    /// @throws TooLittle when there is not enough in it
    private static History enough(Matter matter) {
        var history = matter.history();
        var said = new ArrayList<String>();
        if (history == null || history.size() == 0) said.add("The file holds no ticket that can be used%s.".formatted(matter.quality().rowsNotUsed() > 0 ? ": all %,d rows were left out".formatted(matter.quality().rowsNotUsed()) : ""));
        else {
            var span = Duration.between(history.from(), lastOpened(history));
            if (history.size() == 1) said.add("The file holds one ticket: one ticket has no rhythm, no volume and no spread.");
            else if (span.toMinutes() < 2) said.add("All %,d tickets were opened within two minutes: that is a load, not a history, and tells nothing of when work comes.".formatted(history.size()));
            else if (span.toDays() < FEWEST_DAYS) said.add("The tickets span %,d days; at least %d are needed to see a week's rhythm four times.".formatted(span.toDays(), FEWEST_DAYS));
            else if (history.size() < FEWEST_TICKETS) said.add("The file holds %,d tickets; at least %d are needed to tell a rhythm from chance.".formatted(history.size(), FEWEST_TICKETS));
            else return history;
            said.add("It tells this much: %,d tickets, %s.".formatted(history.size(), kinds(history)));
        }
        for (var refused : matter.quality().notUsed().stream().limit(3).toList()) said.add("%,d rows: %s".formatted(refused.rows(), refused.reason()));
        said.add("What can still be said comes from the questionnaire: --answers FILE, or the questions in the browser.");
        throw new TooLittle(said);
    }

    private static Instant lastOpened(History history) {
        return Instant.ofEpochSecond(history.opened(history.size() - 1));
    }

    private static String kinds(History history) {
        var counts = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < history.size(); i++) counts.merge(history.services().get(history.service(i)), 1, Integer::sum);
        return String.join(", ", counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed()).limit(4).map(each -> "%,d of %s".formatted(each.getValue(), each.getKey())).toList());
    }

    private static Model replacing(Model model, Map<String, Estimate> replaced) {
        for (var key : List.copyOf(model.parameters().keySet())) if (replaced.get(key) instanceof Estimate given) model = model.with(key, given);
        return model;
    }

    private static String size(Prices prices, String key) {
        return prices.sizes().stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow().why();
    }

    private static double staff(Prices prices) {
        return Double.parseDouble(prices.sizes().stream().filter(each -> each.key().equals("it-staff")).findFirst().orElseThrow().value().replace(",", ""));
    }

    /// The service of the catalogue that each of the model's stands for.
    private static Map<Integer, String> places(List<String> services) {
        var known = Catalogue.services().stream().map(each -> each.key()).toList();
        var places = new LinkedHashMap<Integer, String>();
        for (int i = 0; i < services.size(); i++) places.put(i, known.contains(services.get(i)) ? services.get(i) : REST);
        return places;
    }

    private static double unmapped(History history) {
        var known = Catalogue.services().stream().map(each -> each.key()).toList();
        int unknown = 0;
        for (int i = 0; i < history.size(); i++) if (!known.contains(history.services().get(history.service(i)))) unknown++;
        return (double) unknown / history.size();
    }

    private static Worlds worlds(Model model, Map<Integer, String> places, List<String> services, long seed, long from, long to) {
        var at = new int[places.size()];
        for (int i = 0; i < at.length; i++) at[i] = services.indexOf(places.get(i));
        var streams = Streams.of(seed);
        return replication -> {
            var drawn = model.draw(streams, replication, from, to);
            var world = World.between(drawn.from(), drawn.to());
            for (int i = 0; i < drawn.size(); i++)
                world.add(drawn.at(i), at[drawn.service(i)], drawn.priority(i), drawn.work(i), drawn.again(i), drawn.idle(i), drawn.paused(i));
            return world.drawn();
        };
    }

    private static Question question(Matter matter, List<String> services, double users, CostInputs costs, double weekly, double people, @Nullable Prices prices, ZoneId zone) {
        var agreement = matter.agreement();
        var terms = agreement == null
                ? new Terms(matter.name(), matter.provider().key(), matter.provider().name(), zone, "none", OFFICE, List.of(), matter.from())
                : Today.terms(agreement, matter.from());
        var free = EnumSet.allOf(Split.class);
        var all = services.stream().map(key -> Service.of(key, free)).toList();
        // 40 hours, 12 % absence, 70 % of the rest at work on tickets and machines.
        int needed = (int) Math.ceil(weekly / (40 * 0.88 * 0.70));
        int most = Math.min(Plan.MOST, Math.max(3, Math.max(needed + 1, (int) Math.ceil(people) + 1)));
        int step = Math.ceilDiv(most, SIZES);
        var own = new Range(most < SIZES ? 0 : most - (most - 1) / step * step, most, step);
        // What a usual fee pays for: enough for all of the work, by people who are there day and night, half busy.
        int usual = Math.clamp((int) Math.ceil(weekly / (50 * 0.7)), 2, Plan.MOST * 4 / 5);
        int theirStep = Math.max(1, usual / SIZES);
        var theirs = new Range(Math.max(1, usual - 2 * theirStep), usual + 2 * theirStep, theirStep);
        double projects = prices == null ? 0 : Double.parseDouble(prices.sizes().stream().filter(each -> each.key().equals("project-hours")).findFirst().orElseThrow().value().replace(",", ""));
        var question = Question.usual(terms, users, costs).withServices(all).withStaff(own, EnumSet.allOf(Cover.class), theirs, usual, Set.of(true))
                .withUsers(users, projects);
        var absence = matter.replaced().getOrDefault(ABSENCE, question.absence());
        var productive = matter.replaced().getOrDefault(PRODUCTIVE, question.productive());
        question = question.withHours(absence, productive);
        return question.withToday(today(agreement, question, people));
    }

    /// As it is: by the agreement, or else the business's own people do everything in office hours.
    private static @Nullable Plan today(@Nullable InForce agreement, Question question, double people) {
        int own = Math.min(Plan.MOST, (int) Math.round(people));
        if (agreement != null) return Today.plan(agreement, question, own);
        return own < 1 ? null : new Plan(Collections.nCopies(question.services().size(), Split.INTERNAL), own, Cover.MORNING, 0, false);
    }

    private static Holidays holidays(Matter matter) {
        return matter.agreement() == null ? Holidays.none() : matter.agreement().agreement().holidays();
    }

    /// Hours of work that come in an hour of the week, by day (holiday last, where there are any) and hour; planned work is spread over office hours.
    double[][] load(WeeklyHours office) {
        var hours = new double[Week.DAYS][24];
        var weeks = new double[Week.DAYS];
        var world = worlds.draw(0);
        double planned = 0;
        for (int i = 0; i < world.size(); i++) {
            double work = (world.work(i) + world.again(i)) / 3_600_000.0;
            int slot = week.slot(Math.floorDiv(world.at(i), 1000L));
            if (world.priority(i) == World.PLANNED) planned += work;
            else hours[slot / 1440][slot % 1440 / 60] += work;
        }
        for (long at = world.from(); at < world.to(); at += 86_400_000L) weeks[week.slot(Math.floorDiv(at + 43_200_000L, 1000L)) / 1440]++;
        boolean anyHoliday = weeks[Week.HOLIDAY] > 0;
        var load = new double[anyHoliday ? Week.DAYS : Week.WEEKDAYS][24];
        double open = 0;
        for (int day = 0; day < load.length; day++) for (int hour = 0; hour < 24; hour++) if (office.openAt(Week.slot(day, hour * 60))) open += weeks[day];
        for (int day = 0; day < load.length; day++)
            for (int hour = 0; hour < 24; hour++) load[day][hour] = hours[day][hour] / Math.max(1, weeks[day]) + (office.openAt(Week.slot(day, hour * 60)) ? planned / open : 0);
        return load;
    }
}
