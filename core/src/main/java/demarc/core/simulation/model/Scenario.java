package demarc.core.simulation.model;

import demarc.core.simulation.Estimate;
import java.util.Locale;
import java.util.regex.Pattern;

/// A model's parameters as text that people can edit and keep: a line each, `volume.week: 1890 [1700, 2100]  # the log's last weeks`.
/// What is left out stays as the history has it.
public final class Scenario {

    private static final Pattern LINE = Pattern.compile("(.+): *([-+0-9.eE]+) *(?:\\[ *([-+0-9.eE]+) *, *([-+0-9.eE]+) *])? *(?:# ?(.*))?");

    private Scenario() {}

    public static String of(Model model) {
        var text = new StringBuilder("# Parameters of a model: likely [low, high]  # source\n");
        model.parameters().forEach((key, estimate) -> text.append(String.format(Locale.ROOT, "%s: %s [%s, %s]  # %s%n", key, number(estimate.value()), number(estimate.low()), number(estimate.high()), estimate.source())));
        return text.toString();
    }

    /// Shortest that reads back as the same number.
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    /// @throws IllegalArgumentException when the text has a line that says nothing, in words for whoever wrote it
    public static Model read(Model model, String text) {
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) continue;
            model = read(model, line.strip(), number);
        }
        return model;
    }

    private static Model read(Model model, String line, int number) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) throw new IllegalArgumentException("line %d: (%s) is not a parameter. Write for example volume.week: 1890 [1700, 2100]".formatted(number, line));
        var key = parts.group(1).strip();
        if (!model.parameters().containsKey(key)) throw new IllegalArgumentException("line %d: the model has no parameter (%s). Its parameters are those that it writes itself.".formatted(number, key));
        try {
            double value = Double.parseDouble(parts.group(2));
            double low = parts.group(3) == null ? value : Double.parseDouble(parts.group(3));
            double high = parts.group(4) == null ? value : Double.parseDouble(parts.group(4));
            return model.with(key, new Estimate(value, low, high, parts.group(5) == null ? "given" : parts.group(5).strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("line %d: (%s) holds no numbers that can be read".formatted(number, line), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line %d, %s: %s".formatted(number, key, e.getMessage()), e);
        }
    }
}
