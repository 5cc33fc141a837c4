package demarc.app.work;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Facts as the database keeps them: their kind, and their parts as JSON.
final class FactJson {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, Class<? extends Fact>> KINDS = kinds();

    private FactJson() {}

    static String kind(Fact fact) {
        return fact.getClass().getSimpleName();
    }

    static Fact read(String kind, String data) {
        var type = KINDS.get(kind);
        if (type == null) throw new IllegalStateException("unknown kind of fact (%s)".formatted(kind));
        return JSON.readValue(data, type);
    }

    private static Map<String, Class<? extends Fact>> kinds() {
        var kinds = new HashMap<String, Class<? extends Fact>>();
        Arrays.stream(Fact.class.getPermittedSubclasses()).forEach(type -> kinds.put(type.getSimpleName(), type.asSubclass(Fact.class)));
        return Map.copyOf(kinds);
    }
}
