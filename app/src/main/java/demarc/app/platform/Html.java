package demarc.app.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/// What a page's controller answers: a template with its one typed record, or "see there".
public final class Html {
    private Html() {}

    /// `Html.page("directory/people", page)` renders `directory/people.jte` with `@param page` (and `@param shell`).
    public static ModelAndView page(String template, Object page) {
        return new ModelAndView(template, Map.of("page", page));
    }

    /// The same with a status: 422 for a form that was refused.
    public static ModelAndView page(String template, Object page, HttpStatus status) {
        return new ModelAndView(template, Map.of("page", page), status);
    }

    public static ModelAndView seeOther(String path) {
        return new ModelAndView(new SeeOther(path, null));
    }

    /// Goes on to `path` and says `done` there.
    public static ModelAndView seeOther(String path, String done) {
        return new ModelAndView(new SeeOther(path, new Flash(Flash.Kind.DONE, done)));
    }

    static ModelAndView refused(String path, String why) {
        return new ModelAndView(new SeeOther(path, new Flash(Flash.Kind.REFUSED, why)));
    }

    private record SeeOther(String path, @Nullable Flash flash) implements View {
        SeeOther {
            if (!path.startsWith("/") || path.startsWith("//") || path.contains("\\"))
                throw new IllegalArgumentException("not a path of ours (%s)".formatted(path));
        }

        @Override public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) {
            if (flash != null) flash.send(response);
            // A fragment request would swap the whole next page into the fragment's place.
            if (request.getHeader("HX-Request") != null) {
                response.setStatus(204);
                response.setHeader("HX-Redirect", path);
            } else {
                response.setStatus(303);
                response.setHeader("Location", path);
            }
        }
    }
}
