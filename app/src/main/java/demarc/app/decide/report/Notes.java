package demarc.app.decide.report;

import demarc.app.decide.report.Figure.Why;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Numbers the reasons in the order in which the report is read; the same figure for the same reason has one number.
public final class Notes {

    /// A figure as it is shown.
    ///
    /// @param note the number of its reason
    public record Fig(String words, String range, int note) {}

    /// The reason behind a figure.
    public record Note(int number, String words, String range, String formula, List<String> inputs, String source) {}

    private record Key(String words, Why why) {}

    private final Map<Key, Integer> numbers = new LinkedHashMap<>();
    private final List<Note> notes = new ArrayList<>();

    Fig fig(Figure figure) {
        var words = figure.words();
        var number = numbers.computeIfAbsent(new Key(words, figure.why()), _ -> {
            int next = notes.size() + 1;
            notes.add(new Note(next, words, figure.range(), figure.why().formula(), figure.why().inputs(), figure.why().source()));
            return next;
        });
        return new Fig(words, figure.range(), number);
    }

    /// A figure of a long list, whose reason is the same for all of the list.
    ///
    /// @param what the list is of
    Fig fig(String what, Figure figure) {
        var number = numbers.computeIfAbsent(new Key(what, figure.why()), _ -> {
            int next = notes.size() + 1;
            notes.add(new Note(next, what, "", figure.why().formula(), figure.why().inputs(), figure.why().source()));
            return next;
        });
        return new Fig(figure.words(), figure.range(), number);
    }

    List<Part> parts(Sentence sentence) {
        return sentence.pieces().stream().map(piece -> switch (piece) {
            case Sentence.Words words -> new Part(words.text(), null);
            case Sentence.Number number -> new Part("", fig(number.figure()));
        }).toList();
    }

    List<Note> all() {
        return List.copyOf(notes);
    }
}
