package demarc.app.decide.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Words with figures in them.
public record Sentence(List<Piece> pieces) {

    public sealed interface Piece permits Words, Number {}

    public record Words(String text) implements Piece {}

    public record Number(Figure figure) implements Piece {}

    public Sentence {
        pieces = List.copyOf(pieces);
    }

    /// @param text with `{}` for each figure
    public static Sentence of(String text, Figure... figures) {
        var parts = text.split("\\{}", -1);
        if (parts.length != figures.length + 1) throw new IllegalArgumentException("(%s) has %d places for %d figures".formatted(text, parts.length - 1, figures.length));
        var pieces = new ArrayList<Piece>();
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty()) pieces.add(new Words(parts[i]));
            if (i < figures.length) pieces.add(new Number(figures[i]));
        }
        return new Sentence(pieces);
    }

    /// As it is read aloud, without the reasons.
    @Override
    public String toString() {
        return pieces.stream().map(piece -> switch (piece) {
            case Words words -> words.text();
            case Number number -> number.figure().words();
        }).collect(Collectors.joining());
    }
}
