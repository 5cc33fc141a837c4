package demarc.app.directory;

import demarc.app.platform.Accounts;
import demarc.app.platform.Html;
import demarc.app.platform.Refused;
import demarc.app.platform.Role;
import demarc.app.platform.Sessions;
import demarc.app.platform.SetUpCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The first run: makes the first party and its administrator. Open only while nobody exists.
@Controller
public class SetUp {
    public record Form(String side, String party, String code, String zone, String name, String email, String password, String setUpCode) {}

    public record SetUpPage(Form form, boolean asksForCode, Map<String, String> problems) {}

    private final Accounts accounts;
    private final Registry registry;
    private final Sessions sessions;
    private final JdbcClient sql;
    private final SetUpCode codes;

    SetUp(Accounts accounts, Registry registry, Sessions sessions, JdbcClient sql, SetUpCode codes) {
        this.accounts = accounts;
        this.registry = registry;
        this.sessions = sessions;
        this.sql = sql;
        this.codes = codes;
    }

    @GetMapping("/set-up")
    ModelAndView page(@RequestParam(defaultValue = "") String code, HttpServletRequest request) {
        if (!accounts.nobody()) return Html.seeOther("/sign-in");
        return Html.page("directory/set-up", new SetUpPage(new Form("provider", "", "", "UTC", "", "", "", code), codes.isNeededBy(request), Map.of()));
    }

    @PostMapping("/set-up")
    ModelAndView setUp(@ModelAttribute Form form, HttpServletRequest request, HttpServletResponse response) {
        if (!accounts.nobody()) return Html.seeOther("/sign-in");
        try {
            if (codes.isNeededBy(request) && !codes.isRight(form.setUpCode()))
                throw new Refused("setUpCode", "That is not the set-up code. It is printed where Demarc was started.");
            sessions.begin(request, response, create(form));
            return Html.seeOther("/", "Welcome, %s. Next: add a client, then people.".formatted(form.name().strip()));
        } catch (Refused refused) {
            return Html.page("directory/set-up", new SetUpPage(form, codes.isNeededBy(request), Problems.of(refused)), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private int create(Form form) {
        return registry.write(() -> {
            // Two browsers at once: the second waits here, then finds somebody.
            sql.sql("select pg_advisory_xact_lock(7301)").query().listOfRows();
            if (!sql.sql("select not exists (select from directory.person)").query(Boolean.class).single())
                throw new Refused("Somebody else has just set Demarc up. Sign in instead.");
            var zone = Registry.zone(form.zone());
            var key = Names.keyOf(form.party());
            var party = form.side().equals("client")
                    ? registry.addClient(key, form.party(), form.code(), zone, null).party()
                    : registry.addProvider(key, form.party(), zone);
            return registry.addPerson(party.id(), Names.keyOf(form.name()), form.name(), form.email(), Role.ADMINISTRATOR, null, form.password()).id();
        });
    }
}
