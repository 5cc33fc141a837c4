package demarc.app.directory;

import demarc.app.platform.Accounts;
import demarc.app.platform.Html;
import demarc.app.platform.Sessions;
import demarc.app.platform.Tenancy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The door.
@Controller
public class SignIn {
    public record SignInPage(String email, String next, @Nullable String problem) {}

    private final Passwords passwords;
    private final Accounts accounts;
    private final Sessions sessions;

    SignIn(Passwords passwords, Accounts accounts, Sessions sessions) {
        this.passwords = passwords;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @GetMapping("/sign-in")
    ModelAndView page(@RequestParam(defaultValue = "/") String next) {
        if (Tenancy.actor().isPresent()) return Html.seeOther("/");
        if (accounts.nobody()) return Html.seeOther("/set-up");
        return Html.page("directory/sign-in", new SignInPage("", ownPath(next), null));
    }

    @PostMapping("/sign-in")
    ModelAndView signIn(@RequestParam String email, @RequestParam String password, @RequestParam(defaultValue = "/") String next,
            HttpServletRequest request, HttpServletResponse response) {
        return switch (passwords.check(email, password, request.getRemoteAddr())) {
            case Passwords.Right(var personId) -> {
                sessions.begin(request, response, personId);
                yield Html.seeOther(ownPath(next));
            }
            case Passwords.Wrong _ -> Html.page("directory/sign-in", new SignInPage(email, ownPath(next),
                    "That email and password do not match. Check both, or ask your administrator for a new link."), HttpStatus.UNPROCESSABLE_CONTENT);
            case Passwords.TooMany(var wait) -> {
                response.setHeader("Retry-After", String.valueOf(wait.toSeconds() + 1));
                yield Html.page("directory/sign-in", new SignInPage(email, ownPath(next),
                        "Too many attempts. Try again in %d minutes.".formatted(wait.toMinutes() + 1)), HttpStatus.TOO_MANY_REQUESTS);
            }
        };
    }

    @PostMapping("/sign-out")
    ModelAndView signOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.end(request, response);
        return Html.seeOther("/sign-in", "You are signed out.");
    }

    /// Only a path of ours: the address may have been written by somebody else.
    private static String ownPath(String next) {
        return next.matches("/([^/\\\\].*)?") ? next : "/";
    }
}
