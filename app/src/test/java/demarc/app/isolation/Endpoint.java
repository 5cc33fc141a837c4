package demarc.app.isolation;

import demarc.app.platform.Actor;
import demarc.app.platform.Needs;
import demarc.app.platform.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/// A method and a path that the product answers, read from Spring itself so that none can be forgotten.
record Endpoint(String method, String pattern, HandlerMethod handler) {
    private static final Pattern VARIABLE = Pattern.compile("(?:/([^/{}]+))?/\\{\\*?([^}]+)}");

    static List<Endpoint> all(ApplicationContext context) {
        var all = new ArrayList<Endpoint>();
        for (var mapping : context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values())
            mapping.getHandlerMethods().forEach((info, handler) -> {
                var methods = info.getMethodsCondition().getMethods();
                for (var pattern : info.getPatternValues())
                    for (var method : methods.isEmpty() ? List.of("GET") : methods.stream().map(Enum::name).toList())
                        all.add(new Endpoint(method, pattern, handler));
            });
        return all.stream().distinct().sorted(Comparator.comparing(Endpoint::toString)).toList();
    }

    boolean isApi() {
        return pattern.startsWith("/api/");
    }

    boolean reads() {
        return method.equals("GET");
    }

    /// The scope a token needs.
    Optional<Scope> scope() {
        var needs = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Needs.class);
        if (needs == null) needs = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Needs.class);
        return Optional.ofNullable(needs).map(Needs::value);
    }

    /// The path with what it names filled in, and for reading the optional filters that `values` knows.
    String path(Values values) {
        var path = VARIABLE.matcher(pattern).replaceAll(found -> {
            var before = found.group(1) == null ? "" : found.group(1);
            return (before.isEmpty() ? "" : "/" + before) + "/" + encode(values.inPath(before, found.group(2), pattern));
        });
        if (!reads() && !method.equals("DELETE")) return path;
        var query = new StringBuilder();
        fields(values, false).forEach((name, value) -> query.append(query.isEmpty() ? "?" : "&").append(name).append('=').append(encode(String.valueOf(value))));
        return path + query;
    }

    /// The path alone: as the list shows itself when nothing is asked of it.
    boolean namesNothing() {
        return !pattern.contains("{");
    }

    /// Its body is a file, whatever its form: what is wrong with that is said where it is read.
    boolean takesFile() {
        var parameters = handler.getMethod().getParameters();
        return Arrays.stream(parameters).noneMatch(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                && Arrays.stream(parameters).anyMatch(parameter -> parameter.getType() == HttpServletRequest.class || parameter.getType() == InputStream.class);
    }

    /// What a form would send, or the body of a call: every field there is, known ones filled in.
    Map<String, Object> fields(Values values, boolean everything) {
        var fields = new LinkedHashMap<String, Object>();
        for (var parameter : handler.getMethod().getParameters()) {
            var type = parameter.getType();
            if (parameter.isAnnotationPresent(RequestBody.class) || parameter.isAnnotationPresent(ModelAttribute.class)) {
                if (type.isRecord()) components(type).forEach(each -> fields.put(each.getName(), value(each.getName(), each.getType(), values)));
            } else if (parameter.isAnnotationPresent(RequestParam.class) || isPlain(parameter)) {
                var name = name(parameter);
                if (type == Map.class) continue;
                if (everything || isRequired(parameter) || values.knows(name)) fields.put(name, value(name, type, values));
            }
        }
        return fields;
    }

    private static String name(Parameter parameter) {
        var asked = parameter.getAnnotation(RequestParam.class);
        if (asked == null) return parameter.getName();
        return asked.value().isEmpty() ? asked.name().isEmpty() ? parameter.getName() : asked.name() : asked.value();
    }

    private static boolean isRequired(Parameter parameter) {
        var asked = parameter.getAnnotation(RequestParam.class);
        return asked != null && asked.required() && asked.defaultValue().equals(ValueConstants.DEFAULT_NONE);
    }

    private static boolean isPlain(Parameter parameter) {
        var type = parameter.getType();
        return parameter.getAnnotations().length == 0 && (type == String.class || type.isPrimitive() || Number.class.isAssignableFrom(type) || type.isEnum()) && type != Actor.class;
    }

    private static List<RecordComponent> components(Class<?> type) {
        return Arrays.asList(type.getRecordComponents());
    }

    private static @Nullable Object value(String name, Class<?> type, Values values) {
        if (type.isEnum()) return ((Enum<?>) type.getEnumConstants()[0]).name();
        if (type == boolean.class || type == Boolean.class) return false;
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) return values.number(name);
        if (Collection.class.isAssignableFrom(type)) return List.of(values.field(name));
        if (type == String.class) return values.field(name);
        return null;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override public String toString() {
        return pattern + " " + method;
    }
}
