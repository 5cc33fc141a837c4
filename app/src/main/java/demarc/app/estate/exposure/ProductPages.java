package demarc.app.estate.exposure;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Html;
import demarc.app.platform.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Products that CISA lists, for people.
@Controller
public class ProductPages {
    private static final int ANSWERS = 50;

    /// @param of who answers: a client, once one is chosen
    public record ListedPage(Map<String, String> clients, String client, Map<Integer, String> names, Map<Integer, String> keys, Map<Integer, String> people, List<ProductChecks.Open> rows,
            List<ProductChecks.Answered> answers, boolean mayAnswer, Form form, Map<String, String> problems) {
        /// `Microsoft Windows`, to choose from.
        public Map<String, String> products() {
            return new TreeSet<>(rows.stream().map(ProductChecks.Open::product).toList()).stream().collect(Collectors.toMap(each -> each, each -> each, (one, _) -> one, LinkedHashMap::new));
        }
    }

    public record Form(@Nullable String product, @Nullable String ring, @Nullable String answer, @Nullable String reason) {
        public String value(@Nullable String said) {
            return said == null ? "" : said;
        }
    }

    private final ProductChecks checks;
    private final Directory directory;

    ProductPages(ProductChecks checks, Directory directory) {
        this.checks = checks;
        this.directory = directory;
    }

    @GetMapping("/estate/exposure/listed")
    ModelAndView listed(@RequestParam(defaultValue = "") String client, Actor actor) {
        return Html.page("estate/exposure-listed", page(actor, client, new Form("", "", "", ""), Map.of()));
    }

    @PostMapping("/estate/exposure/{client}/listed")
    ModelAndView answer(@PathVariable String client, @ModelAttribute Form form, Actor actor) {
        staff(actor);
        var of = directory.client(actor, client);
        try {
            checks.answer(actor, of, new ProductChecks.Wanted(form.product, ring(form.value(form.ring)), form.answer, form.reason));
            return Html.seeOther("/estate/exposure/listed?client=" + client, "%s is answered.".formatted(form.value(form.product)));
        } catch (Refused refused) {
            return Html.page("estate/exposure-listed", page(actor, client, form, refused.byField()), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ListedPage page(Actor actor, String key, Form form, Map<String, String> problems) {
        staff(actor);
        var visible = directory.clientsSeenBy(actor);
        var chosen = key.isEmpty() && visible.size() == 1 ? visible.getFirst().key() : key;
        var ids = chosen.isEmpty() ? actor.clients() : List.of(directory.client(actor, chosen).id());
        var answers = checks.answers(ids, ANSWERS);
        var people = directory.people(answers.stream().map(ProductChecks.Answered::person).filter(Objects::nonNull).distinct().toList()).stream().collect(Collectors.toMap(Person::id, Person::name));
        return new ListedPage(visible.stream().collect(Collectors.toMap(Client::key, Client::name, (one, _) -> one, LinkedHashMap::new)), chosen,
                visible.stream().collect(Collectors.toMap(Client::id, Client::name)), visible.stream().collect(Collectors.toMap(Client::id, Client::key)), people, checks.open(ids), answers,
                !actor.isReadOnly() && !chosen.isEmpty(), form, problems);
    }

    private static @Nullable Integer ring(String ring) {
        return switch (ring.strip()) {
            case "" -> null;
            case "0" -> 0;
            case "1" -> 1;
            case "2" -> 2;
            default -> throw new Refused("ring", "The ring is 0, 1 or 2, not '%s'.".formatted(Osv.clip(ring, 40)));
        };
    }

    private static void staff(Actor actor) {
        if (!actor.seesAgreements()) throw new Forbidden("Exposure is read by those who look after IT.");
    }
}
