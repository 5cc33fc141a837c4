package demarc.app.signals.source.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// Something that is so of an item or not: `/status == "down"`, `/rule/level >= 12`, `/state in [1, 2]`, `/acknowledged`; several joined by `and` or by `or`.
sealed interface Claim {
    Pattern COMPARISON = Pattern.compile("(/\\S*)\\s*(==|!=|>=|<=|>|<|\\bin\\b)\\s*(.+)");
    Set<String> NOT = Set.of("", "false", "no", "off", "0", "null", "none");

    record Any(List<Claim> claims) implements Claim {}

    record All(List<Claim> claims) implements Claim {}

    record There(JsonPointer pointer) implements Claim {}

    record Compared(JsonPointer pointer, String operator, List<String> values) implements Claim {}

    /// @throws IllegalArgumentException with what is wrong
    static Claim read(String text) {
        var or = text.split("\\s+or\\s+");
        if (or.length > 1) return new Any(Arrays.stream(or).map(Claim::read).toList());
        var and = text.split("\\s+and\\s+");
        if (and.length > 1) return new All(Arrays.stream(and).map(Claim::read).toList());
        var plain = text.strip();
        if (!plain.startsWith("/")) throw new IllegalArgumentException("'%s' does not begin with a pointer such as /status".formatted(plain));
        var comparison = COMPARISON.matcher(plain);
        if (!comparison.matches()) {
            if (plain.contains(" ")) throw new IllegalArgumentException("'%s' is not a comparison; there are ==, !=, >, >=, <, <= and in [...]".formatted(plain));
            return new There(JsonPointer.compile(plain));
        }
        var operator = comparison.group(2);
        var values = operator.equals("in") ? list(comparison.group(3).strip()) : List.of(bare(comparison.group(3)));
        if (operator.startsWith("<") || operator.startsWith(">")) number(values.getFirst(), true);
        return new Compared(JsonPointer.compile(comparison.group(1)), operator, values);
    }

    private static List<String> list(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) throw new IllegalArgumentException("'in' wants a list such as [1, 2]");
        var values = new ArrayList<String>();
        for (var each : text.substring(1, text.length() - 1).split(",")) values.add(bare(each));
        return List.copyOf(values);
    }

    private static String bare(String text) {
        var plain = text.strip();
        return plain.length() > 1 && (plain.startsWith("\"") && plain.endsWith("\"") || plain.startsWith("'") && plain.endsWith("'")) ? plain.substring(1, plain.length() - 1) : plain;
    }

    private static @Nullable BigDecimal number(@Nullable String text, boolean must) {
        try {
            if (text != null && text.length() < 50) return new BigDecimal(text);
        } catch (NumberFormatException e) {
            // said below
        }
        if (must) throw new IllegalArgumentException("'%s' is not a number".formatted(text));
        return null;
    }

    default boolean holds(JsonNode item) {
        return switch (this) {
            case Any(var claims) -> claims.stream().anyMatch(claim -> claim.holds(item));
            case All(var claims) -> claims.stream().allMatch(claim -> claim.holds(item));
            case There(var pointer) -> {
                var found = item.at(pointer);
                yield found.isContainer() ? !found.isEmpty() : !found.isMissingNode() && !NOT.contains(found.asString().toLowerCase());
            }
            case Compared(var pointer, var operator, var values) -> {
                var said = item.at(pointer);
                yield switch (operator) {
                    case "==", "in" -> has(said, values);
                    case "!=" -> !has(said, values);
                    default -> {
                        var one = number(Words.text(said), false);
                        var other = number(values.getFirst(), true);
                        if (one == null || other == null) yield false;
                        var order = one.compareTo(other);
                        yield switch (operator) {
                            case ">" -> order > 0;
                            case ">=" -> order >= 0;
                            case "<" -> order < 0;
                            default -> order <= 0;
                        };
                    }
                };
            }
        };
    }

    /// Of a list: whether one of its members is.
    private static boolean has(JsonNode said, List<String> values) {
        if (said.isArray()) {
            for (var part : said) if (has(part, values)) return true;
            return false;
        }
        var text = said.isMissingNode() || said.isNull() ? "" : said.asString();
        return values.stream().anyMatch(text::equalsIgnoreCase);
    }
}
