package demarc.app.estate;

import demarc.app.platform.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What another module knows of a thing, on the thing's page. A bean; shown in the order of `order`, left out where it has no rows to show
/// and nothing to say of their absence.
public interface AssetPanel {
    enum Tone {
        PLAIN(""), GOOD("good"), WARN("warn"), BAD("bad");

        private final String css;

        Tone(String css) {
            this.css = css;
        }

        public String css() {
            return css;
        }
    }

    /// @param detail soft words behind it, may be empty
    /// @param href   where more is said; null for nowhere
    record Row(String text, String detail, @Nullable String href, Tone tone) {}

    String title();

    int order();

    /// At most the twenty that matter most, in the transaction of the page.
    List<Row> rows(Actor by, Asset asset);

    /// Said when there are no rows; empty to leave the panel out.
    default String otherwise() {
        return "";
    }
}
