package demarc.app.decide.questionnaire;

import demarc.app.platform.NamedLines;
import demarc.app.platform.NamedLines.Entry;
import demarc.core.Nearest;
import demarc.core.simulation.CostInput;
import demarc.core.simulation.Estimate;
import demarc.core.simulation.Post;
import demarc.core.simulation.Staff;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Answers as a text file, and every mistake in it with its line.
///
///     name: Ridgeline Manufacturing
///     answers: { Q01: 2-5, Q02: 3, … }       # the option's words or its number; or all 28 numbers in a row
///     employees: 160
///     pay: { support: 58000 }
public final class AnswersFile {

    /// @param name the business; may be empty
    public record Written(String name, Answers answers, Numbers numbers) {}

    /// All that is wrong with the file, one line each.
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    private static final int MOST_CHARACTERS = 100_000;
    /// What YAML does not take, and what breaks lines.
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7E\\xA0-\\u2027\\u202F-\\uD7FF\\uE000-\\uFEFE\\uFF00-\\uFFFC\\x{10000}-\\x{10FFFF}]");
    private static final int LONGEST_NAME = 120;
    private static final List<String> KEYS = List.of("name", "answers", "hire-planned", "employees", "it-staff", "endpoints", "servers", "project-hours", "in-house-team", "kept-team");
    private static final Map<String, Post> POSTS = Map.of("support", Post.SUPPORT, "administrator", Post.ADMINISTRATOR, "analyst", Post.ANALYST, "manager", Post.MANAGER);

    private final NamedLines lines;

    private AnswersFile(String file) {
        lines = new NamedLines(file);
    }

    /// @throws Unreadable with all mistakes
    public static Written read(String file, String text) throws Unreadable {
        if (text.length() > MOST_CHARACTERS) throw new Unreadable("%s has more than %,d characters, which no answers need. Is it the right file?".formatted(file, MOST_CHARACTERS));
        var reader = new AnswersFile(file);
        var written = reader.written(text);
        if (written == null || !reader.lines.mistakes().isEmpty()) throw new Unreadable(String.join("\n", reader.lines.mistakes()));
        return written;
    }

    /// The same as a file that [#read] reads back.
    public static String write(Written written) {
        var text = new StringBuilder();
        text.append("name: \"").append(UNPRINTABLE.matcher(written.name()).replaceAll(" ").strip().replace("\\", "\\\\").replace("\"", "\\\"")).append("\"\n");
        text.append("answers: \"").append(written.answers().code()).append("\"\n");
        if (written.answers().hirePlanned()) text.append("hire-planned: yes\n");
        var numbers = written.numbers();
        line(text, "employees", numbers.employees());
        line(text, "it-staff", numbers.itStaff());
        line(text, "endpoints", numbers.endpoints());
        line(text, "servers", numbers.servers());
        line(text, "project-hours", numbers.projectHours());
        line(text, "in-house-team", numbers.team());
        line(text, "kept-team", numbers.kept());
        numbers.prices().forEach((input, estimate) -> text.append(input.key()).append(": [").append(plain(estimate.low())).append(", ").append(plain(estimate.value()))
                .append(", ").append(plain(estimate.high())).append("]\n"));
        return text.toString();
    }

    private static void line(StringBuilder text, String key, @Nullable Double value) {
        if (value != null) text.append(key).append(": ").append(plain(value)).append('\n');
    }

    private static void line(StringBuilder text, String key, @Nullable Staff team) {
        if (team == null) return;
        var posts = POSTS.entrySet().stream().filter(post -> team.of(post.getValue()) > 0).sorted(Map.Entry.comparingByKey())
                .map(post -> post.getKey() + ": " + plain(team.of(post.getValue()))).toList();
        text.append(key).append(": { ").append(String.join(", ", posts)).append(" }\n");
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private @Nullable Written written(String text) {
        var root = lines.read(text);
        if (root.isEmpty() && !lines.mistakes().isEmpty()) return null;
        if (!root.containsKey("answers"))
            lines.wrong(1, "'answers:' is missing. Write for example: answers: { Q01: 2-5, Q02: 75-249, … }.");
        var answers = answers(root.get("answers"));
        if (root.get("hire-planned") instanceof Entry entry) answers = answers.planningToHire(yes(entry));
        var name = root.get("name") instanceof Entry entry ? lines.scalar(entry) : null;
        if (name != null && name.length() > LONGEST_NAME && root.get("name") instanceof Entry entry) lines.wrong(entry.line(), "the name has %d characters; %d is the most.".formatted(name.length(), LONGEST_NAME));
        try {
            return new Written(name == null ? "" : name, answers, new Numbers(number(root, "employees"), number(root, "it-staff"), number(root, "endpoints"), number(root, "servers"),
                    number(root, "project-hours"), team(root, "in-house-team"), team(root, "kept-team"), prices(root)));
        } catch (IllegalArgumentException e) {
            lines.wrong(1, e.getMessage());
            return null;
        }
    }

    // --- answers

    private Answers answers(@Nullable Entry entry) {
        if (entry == null) return Answers.NONE;
        if (entry.value() instanceof ScalarNode scalar) {
            try {
                return new Answers(scalar.getValue(), false);
            } catch (IllegalArgumentException e) {
                lines.wrong(entry.line(), e.getMessage());
                return Answers.NONE;
            }
        }
        var answers = Answers.NONE;
        var ids = Questionnaire.get().questions().stream().map(Question::id).toList();
        for (var each : lines.entries(entry.value(), "answers").entrySet()) {
            var id = each.getKey().toUpperCase(Locale.ROOT);
            if (!ids.contains(id)) {
                lines.wrong(each.getValue().line(), "there is no question '%s'; they are Q01 to Q%d.".formatted(each.getKey(), ids.size()));
                continue;
            }
            var question = Questionnaire.get().question(id);
            var said = lines.scalar(each.getValue());
            int chosen = said == null ? 0 : option(question, said);
            if (said != null && chosen < 0) lines.wrong(each.getValue().line(), "%s has no answer '%s'. Write one of: %s.".formatted(id, said, choices(question)));
            else answers = answers.with(question, Math.max(0, chosen));
        }
        return answers;
    }

    /// The option from 1 that the words or the number mean; 0 for open, -1 for none.
    static int option(Question question, String said) {
        var wanted = plain(said);
        if (wanted.equals("0") && question.options().stream().noneMatch(option -> option.brief().equals("0")) || wanted.equals("open")) return 0;
        if (said.matches("[1-9]")) {
            int number = said.charAt(0) - '0';
            return number <= question.options().size() ? number : -1;
        }
        for (int i = 1; i <= question.options().size(); i++)
            if (plain(question.option(i).brief()).equals(wanted) || plain(question.option(i).text()).equals(wanted)) return i;
        return -1;
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[\\s.,:]+", " ").strip();
    }

    private static String choices(Question question) {
        var list = new ArrayList<String>();
        for (int i = 1; i <= question.options().size(); i++) list.add("%d or '%s'".formatted(i, question.option(i).brief()));
        return String.join(", ", list);
    }

    private boolean yes(Entry entry) {
        var said = lines.scalar(entry);
        if (said == null) return false;
        if (said.matches("(?i)yes|true")) return true;
        if (!said.matches("(?i)no|false")) lines.wrong(entry.line(), "hire-planned is yes or no, not '%s'.".formatted(said));
        return false;
    }

    // --- numbers

    private @Nullable Double number(Map<String, Entry> root, String key) {
        var entry = root.get(key);
        return entry == null ? null : number(entry, key);
    }

    private @Nullable Double number(Entry entry, String key) {
        var said = lines.scalar(entry);
        return said == null ? null : number(said, key, entry.line());
    }

    private @Nullable Double number(String said, String key, int line) {
        try {
            double value = Double.parseDouble(said.replace(",", "").replaceFirst("\\s*(USD|%)$", ""));
            if (Double.isFinite(value) && value >= 0) return said.endsWith("%") ? value / 100 : value;
        } catch (NumberFormatException e) {
            // said below
        }
        lines.wrong(line, "%s: '%s' is no number of nought or more. Write for example 160 or 1,200.5.".formatted(key, said));
        return null;
    }

    private @Nullable Staff team(Map<String, Entry> root, String key) {
        var entry = root.get(key);
        if (entry == null) return null;
        try {
            if (entry.value() instanceof ScalarNode) return number(entry, key) instanceof Double people ? Staff.of(people) : null;
            var fte = new EnumMap<Post, Double>(Post.class);
            lines.entries(entry.value(), key).forEach((post, people) -> {
                var known = POSTS.get(post);
                if (known == null) lines.wrong(people.line(), "there is no post '%s' in a team.%s".formatted(post, near(post, POSTS.keySet().stream().sorted().toList())));
                else if (number(people, key + "." + post) instanceof Double value) fte.put(known, value);
            });
            return new Staff(fte);
        } catch (IllegalArgumentException e) {
            lines.wrong(entry.line(), e.getMessage());
            return null;
        }
    }

    private Map<CostInput, Estimate> prices(Map<String, Entry> root) {
        var prices = new EnumMap<CostInput, Estimate>(CostInput.class);
        root.forEach((key, entry) -> {
            if (!KEYS.contains(key)) price(key, entry, prices);
        });
        return prices;
    }

    private void price(String key, Entry entry, Map<CostInput, Estimate> prices) {
        if (entry.value() instanceof MappingNode map) {
            lines.entries(map, key).forEach((part, inner) -> price(key + "." + part, inner, prices));
            return;
        }
        var input = CostInput.find(key);
        if (input.isEmpty()) {
            var known = Stream.concat(KEYS.stream(), Arrays.stream(CostInput.values()).map(CostInput::key)).toList();
            lines.wrong(entry.line(), "'%s' means nothing here.%s".formatted(key, near(key, known)));
            return;
        }
        var estimate = estimate(key, entry);
        if (estimate != null) prices.put(input.get(), estimate);
    }

    /// One number, or three: low, likely, high.
    private @Nullable Estimate estimate(String key, Entry entry) {
        if (!(entry.value() instanceof SequenceNode list)) return number(entry, key) instanceof Double value ? Estimate.exactly(value, "your figure") : null;
        var three = new ArrayList<Double>();
        for (var item : list.getValue()) if (number(new Entry(item, NamedLines.line(item)), key) instanceof Double value) three.add(value);
        if (three.size() == 3 && three.get(0) <= three.get(1) && three.get(1) <= three.get(2)) return new Estimate(three.get(1), three.get(0), three.get(2), "your figures");
        lines.wrong(entry.line(), "%s takes one number, or three that do not fall: [low, likely, high].".formatted(key));
        return null;
    }

    private static String near(String name, List<String> known) {
        return Nearest.to(name, known).map(near -> " Do you mean '" + near + "'?").orElseGet(() -> " Known: " + String.join(", ", known) + ".");
    }
}
