package demarc.app.decide.questionnaire;

import demarc.app.decide.questionnaire.Question.Option;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The shipped questions, in the order in which they are asked.
public final class Questionnaire {

    private static final Questionnaire SHIPPED = shipped();

    /// Below this share of the weight there are not enough answers to name anything.
    static final double ENOUGH = 0.8;

    private final Map<String, Question> questions;
    private final Map<String, List<Question>> topics;
    private final int weight;

    private Questionnaire(List<Question> all) {
        questions = new LinkedHashMap<>();
        topics = new LinkedHashMap<>();
        for (var question : all) {
            if (questions.put(question.id(), question) != null) throw new IllegalStateException("the question %s stands twice".formatted(question.id()));
            topics.computeIfAbsent(question.topic(), _ -> new ArrayList<>()).add(question);
        }
        weight = all.stream().mapToInt(Question::weight).sum();
    }

    public static Questionnaire get() {
        return SHIPPED;
    }

    public List<Question> questions() {
        return List.copyOf(questions.values());
    }

    /// Heading and its questions, in order.
    public Map<String, List<Question>> topics() {
        return topics;
    }

    public Question question(String id) {
        var question = questions.get(id);
        if (question == null) throw new IllegalArgumentException("no question (%s)".formatted(id));
        return question;
    }

    /// The weight of all questions together.
    public int weight() {
        return weight;
    }

    // --- reading

    private static Questionnaire shipped() {
        try (var in = Questionnaire.class.getResourceAsStream("/decide/questionnaire.yaml")) {
            if (in == null) throw new IllegalStateException("decide/questionnaire.yaml is missing");
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws IllegalStateException that names the question and what is wrong with it
    static Questionnaire read(InputStream in) {
        var root = map(new Load(LoadSettings.builder().setLabel("questionnaire.yaml").build()).loadFromInputStream(in), "the file");
        var headings = map(root.get("topics"), "topics");
        var all = new ArrayList<Question>();
        for (var item : list(root.get("questions"), "questions")) all.add(question(map(item, "a question"), headings, all.size() + 1));
        return new Questionnaire(all);
    }

    private static Question question(Map<?, ?> written, Map<?, ?> headings, int number) {
        var id = text(written, "id", "question %d".formatted(number));
        if (!id.equals("Q%02d".formatted(number))) throw wrong(id, "stands where Q%02d belongs".formatted(number));
        var heading = headings.get(text(written, "topic", id));
        if (heading == null) throw wrong(id, "stands under a topic that is not listed");
        if (!(written.get("weight") instanceof Integer weight) || weight < 1 || weight > 5) throw wrong(id, "needs a weight from 1 to 5");
        var options = list(written.get("options"), id).stream().map(item -> option(map(item, id), id)).toList();
        if (options.size() < 2 || options.size() > 9) throw wrong(id, "needs two to nine options");
        if (options.stream().map(Option::brief).distinct().count() < options.size()) throw wrong(id, "has two options of one name");
        var hint = written.get("hint");
        return new Question(id, heading.toString(), text(written, "text", id), hint == null ? "" : hint.toString(), weight, text(written, "why", id),
                text(written, "source", id), options);
    }

    private static Option option(Map<?, ?> written, String id) {
        var points = list(written.get("points"), id);
        if (points.size() != 3) throw wrong(id, "needs three points for each option");
        var three = new ArrayList<Integer>();
        for (var point : points) {
            if (!(point instanceof Integer value) || value < -2 || value > 2) throw wrong(id, "has points that are not from -2 to 2: " + point);
            three.add(value);
        }
        return new Option(text(written, "short", id), text(written, "text", id), List.copyOf(three));
    }

    private static String text(Map<?, ?> written, String key, String id) {
        if (written.get(key) instanceof String text && !text.isBlank()) return text;
        throw wrong(id, "needs a '%s', as text".formatted(key));
    }

    private static Map<?, ?> map(Object value, String where) {
        if (value instanceof Map<?, ?> map) return map;
        throw wrong(where, "must be a map");
    }

    private static List<?> list(Object value, String where) {
        if (value instanceof List<?> list) return list;
        throw wrong(where, "must be a list");
    }

    private static IllegalStateException wrong(String where, String what) {
        return new IllegalStateException("questionnaire.yaml: %s %s".formatted(where, what));
    }
}
