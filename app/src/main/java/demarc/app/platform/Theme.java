package demarc.app.platform;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Light, dark, or as the system says; remembered in a cookie.
@Controller
class Theme {
    @PostMapping("/theme")
    ModelAndView choose(@RequestParam String theme, @RequestParam(defaultValue = "/") String back, HttpServletResponse response) {
        if (!theme.matches("light|dark|auto")) throw new Refused("There is no theme '%s': choose light, dark or auto.".formatted(theme));
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from("demarc-theme", theme)
                .path("/").maxAge(Duration.ofDays(365)).sameSite("Lax").build().toString());
        return Html.seeOther(back.startsWith("/") && !back.startsWith("//") && !back.contains("\\") ? back : "/");
    }
}
