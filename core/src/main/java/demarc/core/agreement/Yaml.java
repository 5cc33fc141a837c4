package demarc.core.agreement;

import demarc.core.agreement.Tree.Entry;
import demarc.core.agreement.Tree.Mapping;
import demarc.core.agreement.Tree.Scalar;
import demarc.core.agreement.Tree.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Text to [Tree], from the parser's events: no objects are constructed, tags are refused, and size, depth and aliases are bounded, so
/// hostile text costs no more than its length.
final class Yaml {

    static final int MAX_CHARACTERS = 1_000_000;
    private static final int MAX_DEPTH = 40;
    private static final int MAX_ALIASES = 50;
    private static final int MAX_NODES = 200_000;
    private static final int MAX_VALUE = 2_000;

    // A text whose characters are shown in another order than they are read would be signed as something else than it says.
    private static final Pattern REORDERING = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    private final String file;
    private final Report report;
    private final ParserImpl events;
    private final Map<String, Tree> anchors = new HashMap<>();
    private int aliases;
    private int nodes;

    /// The text's one document, or null after saying why there is none.
    static @Nullable Tree read(String file, String text, Report report) {
        var start = new Place(file, 1, 1);
        if (text.length() > MAX_CHARACTERS) {
            report.error("too-large", start, "The text has %,d characters; an agreement may have %,d.".formatted(text.length(), MAX_CHARACTERS),
                    "Check that this is the right file. An agreement that extends a template is a page or two.");
            return null;
        }
        if (text.startsWith("\uFEFF")) text = text.substring(1);
        int broken = text.indexOf('\uFFFD');
        if (broken >= 0) {
            report.error("not-yaml", placeOf(file, text, broken), "The text holds a character that could not be decoded.", "Save the file as UTF-8.");
            return null;
        }
        var reordering = REORDERING.matcher(text);
        if (reordering.find()) {
            report.error("bad-value", placeOf(file, text, reordering.start()),
                    "An invisible character (U+%04X) shows this text in another order than it is read.".formatted((int) text.charAt(reordering.start())),
                    "Delete the character: what is signed must read as it is.");
            return null;
        }
        try {
            var settings = LoadSettings.builder().setLabel(file).setCodePointLimit(MAX_CHARACTERS).build();
            return new Yaml(file, report, new ParserImpl(settings, new StreamReader(settings, text))).document();
        } catch (Stop stop) {
            report.error(stop.code, stop.at, stop.getMessage(), stop.hint);
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark().or(e::getContextMark);
            var at = mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1)).orElse(start);
            var context = e.getContext() == null || e.getContext().isBlank() ? "" : " (" + e.getContext().strip() + ")";
            report.error("not-yaml", at, "This is not YAML: " + e.getProblem() + context + ".", yamlHint(text, at));
        } catch (ReaderException e) {
            report.error("not-yaml", placeOf(file, text, e.getPosition()),
                    "The text holds a control character (U+%04X) that YAML does not allow.".formatted(e.getCodePoint()),
                    "Remove it, or save the file as UTF-8 if its encoding is another.");
        } catch (YamlEngineException e) {
            report.error("not-yaml", start, "This is not YAML: " + e.getMessage() + ".", null);
        }
        return null;
    }

    private Yaml(String file, Report report, ParserImpl events) {
        this.file = file;
        this.report = report;
        this.events = events;
    }

    private @Nullable Tree document() {
        events.next(); // stream start
        if (events.checkEvent(Event.ID.StreamEnd)) {
            report.error("missing", new Place(file, 1, 1), "The text is empty.",
                    "Begin with: agreement, client, providers, time-zone, effective and extends.");
            return null;
        }
        events.next(); // document start
        var tree = tree(0);
        events.next(); // document end
        if (!events.checkEvent(Event.ID.StreamEnd))
            throw new Stop("not-yaml", at(events.peekEvent()), "A second document starts here; a file holds one agreement.",
                    "Move it into a file of its own.");
        return tree;
    }

    private Tree tree(int depth) {
        var event = events.next();
        var at = at(event);
        if (depth > MAX_DEPTH) throw new Stop("too-large", at, "This is nested more than " + MAX_DEPTH + " levels deep.", null);
        if (++nodes > MAX_NODES) throw new Stop("too-large", at, "The text has more than " + MAX_NODES + " parts.", null);
        if (event instanceof AliasEvent alias) return aliased(alias, at);
        var tree = switch (event) {
            case ScalarEvent scalar -> {
                scalar.getTag().ifPresent(tag -> refuseTag(tag, at));
                refuseUnwritable(scalar.getValue(), at);
                yield new Scalar(scalar.getValue(), scalar.isPlain(), at);
            }
            case SequenceStartEvent sequence -> {
                sequence.getTag().ifPresent(tag -> refuseTag(tag, at));
                yield sequence(at, depth);
            }
            case MappingStartEvent mapping -> {
                mapping.getTag().ifPresent(tag -> refuseTag(tag, at));
                yield mapping(at, depth);
            }
            default -> throw new IllegalStateException("YAML event (%s) where a value begins".formatted(event));
        };
        if (event instanceof NodeEvent node) node.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), tree));
        return tree;
    }

    private Tree aliased(AliasEvent alias, Place at) {
        if (++aliases > MAX_ALIASES)
            throw new Stop("too-large", at, "The text uses more than " + MAX_ALIASES + " aliases.",
                    "Write rules once at the service instead of repeating them.");
        var name = alias.getAlias().getValue();
        var tree = anchors.get(name);
        if (tree == null)
            throw new Stop("not-yaml", at, "The alias *" + name + " stands inside what it names, or before it.", "Write the part out here.");
        nodes += sizeOf(tree);
        if (nodes > MAX_NODES) throw new Stop("too-large", at, "Aliases make the text more than " + MAX_NODES + " parts.",
                "Write the part out once.");
        return tree;
    }

    private static int sizeOf(Tree tree) {
        int size = 1;
        switch (tree) {
            case Scalar _ -> {}
            case Sequence sequence -> {
                for (var item : sequence.items()) size = Math.min(MAX_NODES, size + sizeOf(item));
            }
            case Mapping mapping -> {
                for (var entry : mapping.entries().values()) size = Math.min(MAX_NODES, size + sizeOf(entry.value()));
            }
        }
        return size;
    }

    private Sequence sequence(Place at, int depth) {
        List<Tree> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) items.add(tree(depth + 1));
        events.next();
        return new Sequence(List.copyOf(items), at);
    }

    private Mapping mapping(Place at, int depth) {
        var entries = new LinkedHashMap<String, Entry>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            var key = tree(depth + 1);
            var value = tree(depth + 1);
            if (!(key instanceof Scalar name)) {
                report.error("bad-value", key.at(), "A key must be a word, not a list or a map.", null);
                continue;
            }
            var first = entries.putIfAbsent(name.text(), new Entry(name.at(), value));
            if (first != null)
                report.error("duplicate-key", name.at(), "'" + name.text() + "' is written twice here; only one can hold.", "Keep one of them.",
                        new Finding.Related(first.keyAt(), "the first '" + name.text() + "'"));
        }
        events.next();
        return new Mapping(entries, at);
    }

    private void refuseTag(String tag, Place at) {
        if (!tag.equals("!")) report.error("bad-value", at, "The tag " + tag + " has no meaning in an agreement.", "Remove it.");
    }

    private void refuseUnwritable(String value, Place at) {
        if (value.length() > MAX_VALUE)
            throw new Stop("too-large", at, "This value has %,d characters; %,d is the most.".formatted(value.length(), MAX_VALUE), "Say it shorter.");
        var control = CONTROL.matcher(value);
        if (control.find())
            report.error("bad-value", at, "This value holds the control character U+%04X.".formatted((int) control.group().charAt(0)), "Remove it.");
    }

    private Place at(Event event) {
        return event.getStartMark().map(mark -> new Place(file, mark.getLine() + 1, mark.getColumn() + 1)).orElse(new Place(file, 1, 1));
    }

    private static Place placeOf(String file, String text, int index) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(index, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Place(file, line, column);
    }

    private static @Nullable String yamlHint(String text, Place at) {
        var line = text.lines().skip(Math.max(0, at.line() - 1)).findFirst().orElse("");
        if (line.contains("\t")) return "Indent with spaces: YAML does not allow tabs.";
        if (line.indexOf(": ") != line.lastIndexOf(": ")) return "A text that contains ': ' needs quotes.";
        return "Check the indentation, brackets and quotes on this line and the one before.";
    }

    /// Ends the reading of a text at its first hostile or senseless part.
    private static final class Stop extends RuntimeException {
        final String code;
        final transient Place at;
        final @Nullable String hint;

        Stop(String code, Place at, String message, @Nullable String hint) {
            super(message, null, false, false);
            this.code = code;
            this.at = at;
            this.hint = hint;
        }
    }
}
