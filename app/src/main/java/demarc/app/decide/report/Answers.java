package demarc.app.decide.report;

import demarc.app.agreement.Agreements;
import demarc.app.agreement.Signed;
import demarc.app.decide.Decision;
import demarc.app.decide.Decisions;
import demarc.app.decide.Job;
import demarc.app.decide.Jobs;
import demarc.app.decide.past.Pasts;
import demarc.app.decide.report.Matter.Provider;
import demarc.app.directory.Directory;
import demarc.app.platform.Paper;
import demarc.app.platform.Refused;
import demarc.core.simulation.Estimate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the answer of a decision: starts the work, stores what came out, and the draft agreements of its plans.
@Component
public class Answers {

    static final String SEARCHING = "search";
    static final String RECOMMENDED = "recommended";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient sql;
    private final Decisions decisions;
    private final Jobs jobs;
    private final Pasts pasts;
    private final Agreements agreements;
    private final Directory directory;
    private final Clock clock;

    Answers(JdbcClient sql, Decisions decisions, Jobs jobs, Pasts pasts, Agreements agreements, Directory directory, Clock clock) {
        this.sql = sql;
        this.decisions = decisions;
        this.jobs = jobs;
        this.pasts = pasts;
        this.agreements = agreements;
        this.directory = directory;
        this.clock = clock;
    }

    /// @param body        the report for the page; null until it was made once
    /// @param assumptions that the report shows, for the form
    record Kept(long seed, Map<String, Estimate> replaced, @Nullable String title, @Nullable String body, List<Answer.Assumption> assumptions) {}

    /// An agreement that a plan comes to.
    record Drafted(String title, String text) {}

    Optional<Kept> find(Decision decision) {
        return decisions.within(decision.link(), seen -> sql.sql("select seed, replaced, title, body, json from decide.answer where decision_id = :id").param("id", seen.id()).query((row, _) -> new Kept(row.getLong("seed"),
                JSON.readValue(row.getString("replaced"), new TypeReference<Map<String, Estimate>>() {}), row.getString("title"), row.getString("body"), assumptions(row.getString("json")))).optional());
    }

    private static List<Answer.Assumption> assumptions(@Nullable String json) {
        if (json == null) return List.of();
        return JSON.readTree(json).get("assumptions").valueStream().map(each -> JSON.treeToValue(each, Answer.Assumption.class)).toList();
    }

    Optional<byte[]> file(Decision decision, String kind) {
        var column = switch (kind) {
            case "pdf" -> "paper";
            case "json" -> "convert_to(json, 'UTF8')";
            default -> "file";
        };
        return decisions.within(decision.link(), seen -> sql.sql("select %s from decide.answer where decision_id = :id and body is not null".formatted(column)).param("id", seen.id()).query(byte[].class).optional());
    }

    /// @param plan the number of its dot, or `recommended`
    Optional<Drafted> drafted(Decision decision, String plan) {
        return decisions.within(decision.link(), seen -> sql.sql("select drafts from decide.answer where decision_id = :id and drafts is not null").param("id", seen.id()).query(String.class).optional())
                .map(drafts -> JSON.readValue(drafts, new TypeReference<Map<String, Drafted>>() {}).get(plan));
    }

    /// Begins anew, with these assumptions in the place of the usual ones.
    Job start(Decision decision, Map<String, Estimate> replaced, boolean quick) {
        decisions.within(decision.link(), seen -> sql.sql("""
                insert into decide.answer (decision_id, replaced) values (:id, :replaced) on conflict (decision_id) do update set replaced = excluded.replaced
                """).param("id", seen.id()).param("replaced", JSON.writeValueAsString(replaced)).update());
        return jobs.start(decision, SEARCHING, at -> answer(decision, replaced, quick, at));
    }

    private void answer(Decision decision, Map<String, Estimate> replaced, boolean quick, Jobs.At at) {
        var past = pasts.find(decision).orElseThrow(() -> new Refused("There is no history any more. Upload one."));
        if (past.quality() == null) throw new Refused("The history was not read to its end. Read it again.");
        var written = decision.written().answers().given().isEmpty() ? null : decision.written();
        var owner = decision.client();
        var agreement = owner == null ? null : agreements.inForce(owner.id(), clock.instant()).map(Signed::inForce).orElse(null);
        var provider = owner == null ? Provider.NOBODY_YET : directory.providersOf(owner.id()).stream().findFirst().map(party -> new Provider(party.key(), party.name())).orElse(Provider.NOBODY_YET);
        var matter = new Matter(owner == null ? decision.name() : owner.name(), pasts.history(decision).orElse(null), past.quality(), written, agreement, replaced, provider, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusMonths(2).withDayOfMonth(1), 1, quick);
        try {
            var result = Reckoning.of(matter, (what, share, best) -> {
                at.say(share, best == null ? what : shortened("%s; best so far: %s".formatted(what, best)));
                return true;
            });
            at.say(0.98, "writing the report");
            store(decision, result);
        } catch (TooLittle little) {
            throw new Refused(String.join(" ", little.said()));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 199) + "…";
    }

    private void store(Decision decision, Reckoning.Result result) {
        var answer = result.answer();
        var page = ReportPage.of(answer);
        var drafts = new LinkedHashMap<String, Drafted>();
        var mine = answer.recommended();
        drafts.put(RECOMMENDED, new Drafted(answer.verdict().title(), result.agreements().getOrDefault(mine.code(), "")));
        for (var dot : page.picture().dots()) drafts.put(String.valueOf(dot.number()), new Drafted(dot.people(), result.agreements().getOrDefault(dot.code(), "")));
        var body = Paper.html("decide/report/fragment", new Fragment(page, "adopt"));
        var paper = Document.pdf(answer);
        var file = Document.html(answer);
        var json = JSON.writeValueAsString(AnswerJson.of(answer));
        decisions.within(decision.link(), seen -> sql.sql("""
                update decide.answer set title = :title, body = :body, file = :file, paper = :paper, json = :json, drafts = :drafts, made_at = :now where decision_id = :id
                """).param("title", answer.verdict().title()).param("body", body).param("file", file).param("paper", paper).param("json", json).param("drafts", JSON.writeValueAsString(drafts))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("id", seen.id()).update());
    }

    /// @param adopt where a plan is adopted, seen from the page: a secret link is not kept
    public record Fragment(ReportPage report, String adopt) {}
}
