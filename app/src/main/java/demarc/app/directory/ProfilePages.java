package demarc.app.directory;

import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import demarc.app.platform.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// One's own details, password and tokens; and the one-time link by which it begins.
@Controller
public class ProfilePages {
    /// @param issued a token just made, in clear
    public record ProfilePage(Actor me, List<Tokens.Token> tokens, List<Scope> scopes, @Nullable String issued, Map<String, String> problems) {}

    /// @param person null when the link is no good any more
    public record InvitationPage(@Nullable Person person, String secret, Map<String, String> problems) {}

    private final Tokens tokens;
    private final Administration administration;
    private final Sessions sessions;

    ProfilePages(Tokens tokens, Administration administration, Sessions sessions) {
        this.tokens = tokens;
        this.administration = administration;
        this.sessions = sessions;
    }

    @GetMapping("/profile")
    ModelAndView profile(Actor actor) {
        return show(actor, null, Map.of());
    }

    @PostMapping("/profile/password")
    ModelAndView changePassword(@RequestParam String current, @RequestParam String password, Actor actor, HttpServletRequest request, HttpServletResponse response) {
        try {
            administration.changePassword(actor, current, password);
            sessions.begin(request, response, actor.personId());
            return Html.seeOther("/profile", "Your password is changed. Every other device is signed out.");
        } catch (Refused refused) {
            return show(actor, null, Problems.of(refused));
        }
    }

    @PostMapping("/profile/tokens")
    ModelAndView issue(@RequestParam String name, @RequestParam(required = false) @Nullable List<String> scopes, @RequestParam(defaultValue = "90") int days, Actor actor) {
        try {
            return show(actor, tokens.issue(actor, name, scopes == null ? List.of() : scopes, days), Map.of());
        } catch (Refused refused) {
            return show(actor, null, Problems.of(refused));
        }
    }

    @PostMapping("/profile/tokens/{id}/revocation")
    ModelAndView revoke(@PathVariable int id, Actor actor) {
        tokens.revoke(actor, id);
        return Html.seeOther("/profile", "The token is revoked.");
    }

    @GetMapping("/invitations/{secret}")
    ModelAndView invitation(@PathVariable String secret) {
        var person = administration.invited(secret);
        return Html.page("directory/invitation", new InvitationPage(person.orElse(null), secret, Map.of()), person.isPresent() ? HttpStatus.OK : HttpStatus.GONE);
    }

    @PostMapping("/invitations/{secret}")
    ModelAndView choosePassword(@PathVariable String secret, @RequestParam String password, HttpServletRequest request, HttpServletResponse response) {
        try {
            sessions.begin(request, response, administration.choosePassword(secret, password));
            return Html.seeOther("/", "Welcome to Demarc.");
        } catch (Refused refused) {
            return Html.page("directory/invitation", new InvitationPage(administration.invited(secret).orElse(null), secret, Problems.of(refused)), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView show(Actor actor, @Nullable String issued, Map<String, String> problems) {
        return Html.page("directory/profile", new ProfilePage(actor, tokens.of(actor), List.of(Scope.values()), issued, problems),
                problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
