package demarc.app.agreement.web;

import demarc.app.agreement.Agreements;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Place;
import demarc.core.agreement.Templates;
import org.jspecify.annotations.Nullable;

/// Quotes the line of a text that gave an answer, and says where to read it.
record Lines(String clientKey, @Nullable Integer number, Agreement agreement) {

    /// The address of the place; of a draft, its place in the editor.
    String address(Place place) {
        if (number == null && !Templates.isTemplate(place.file())) return "/agreements/%s/draft#L%d".formatted(clientKey, place.line());
        return Agreements.addressOf(place, clientKey, number == null ? 0 : number);
    }

    /// `line 42`, or `co-managed/keep-the-desk, line 42` for what is inherited.
    String name(Place place) {
        return Templates.isTemplate(place.file())
                ? "%s, line %d".formatted(place.file().substring("template:".length()), place.line())
                : "line " + place.line();
    }

    String quote(Place place) {
        var text = Templates.isTemplate(place.file()) ? Templates.text(place.file()) : agreement.text();
        return text.lines().skip(place.line() - 1L).findFirst().orElse("").strip();
    }
}
