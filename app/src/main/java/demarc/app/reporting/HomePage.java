package demarc.app.reporting;

import demarc.app.work.Queue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A home, as its template reads it.
///
/// @param greeting the one sentence that answers why somebody came
public record HomePage(String title, String greeting, List<Tile> tiles, List<Block> blocks) {
    /// One figure, and the list behind it.
    ///
    /// @param tone `good`, `warn`, `bad`, or empty
    public record Tile(String figure, String label, String href, String tone) {}

    public sealed interface Block {
        String title();
    }

    /// @param all where the whole list is
    /// @param empty what it means that there is nothing
    public record Tickets(String title, String all, List<Line> lines, String empty) implements Block {}

    /// @param css whose side holds it
    public record Line(Queue.Row row, String css, @Nullable String assignee, String due, String tone) {
        public String href() {
            return "/tickets/" + row.ref();
        }
    }

    public record Table(String title, String words, List<String> columns, List<Row> rows, String empty) implements Block {}

    public record Row(List<Cell> cells) {}

    /// @param href   empty for plain text
    /// @param css    a tag's colour, or empty
    /// @param shares drawn as one bar above the text, in order
    public record Cell(String text, String href, String css, List<Share> shares) {
        Cell(String text, String href, String css) {
            this(text, href, css, List.of());
        }

        static Cell text(String text) {
            return new Cell(text, "", "");
        }

        static Cell link(String text, String href) {
            return new Cell(text, href, "");
        }
    }

    /// A stretch of a bar that is 100 long.
    ///
    /// @param css whose side: `client`, `provider`, or `other` for a further provider
    public record Share(double from, double width, String css) {}

    public record Picture(String title, String words, Chart chart, List<Key> keys, String href) implements Block {}

    public record Key(String css, String label) {}

    public record Steps(String title, List<Step> steps) implements Block {}

    public record Step(boolean done, String text, String href) {}

    public record Words(String title, List<String> paragraphs, String href, String link) implements Block {}
}
