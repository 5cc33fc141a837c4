package demarc.core.agreement;

import demarc.core.agreement.Tree.Mapping;
import demarc.core.agreement.Tree.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The 14 services and 121 activities that ship with Demarc (`templates/catalogue.yaml`). An agreement that names one of these services
/// has all of its activities unless it removes some.
public final class Catalogue {

    private static final Map<String, Service> SERVICES = read();

    private Catalogue() {}

    /// @param code `NMS`
    public record Service(String key, String code, String title, List<Activity> activities) {}

    /// @param key     `network-monitoring/alert-triage`
    /// @param code    `NMS-03`
    /// @param cadence how often it is done
    /// @param proof   what shows that it was done
    /// @param clients kept by the client in every model: approvals, money, law and attestations (the client is accountable even when fully managed)
    public record Activity(String key, String code, String title, String cadence, String proof, boolean clients) {

        public String name() {
            return key.substring(key.indexOf('/') + 1);
        }

        public String service() {
            return key.substring(0, key.indexOf('/'));
        }
    }

    /// In the catalogue's order.
    public static List<Service> services() {
        return List.copyOf(SERVICES.values());
    }

    public static Optional<Service> findService(String key) {
        return Optional.ofNullable(SERVICES.get(key));
    }

    public static Optional<Activity> findActivity(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? Optional.empty() : findService(key.substring(0,
                slash)).flatMap(service -> service.activities().stream().filter(a -> a.key().equals(key)).findFirst());
    }

    /// @throws NoSuchElementException when the catalogue has no such activity
    public static Activity activity(String key) {
        return findActivity(key).orElseThrow(() -> new NoSuchElementException("no activity (%s) in the catalogue".formatted(key)));
    }

    private static Map<String, Service> read() {
        var report = new Report();
        var tree = Yaml.read("template:catalogue", Templates.resource("catalogue"), report);
        if (!(tree instanceof Mapping root)) throw new IllegalStateException("the shipped catalogue cannot be read: " + report.findings());
        var services = new LinkedHashMap<String, Service>();
        root.entries().forEach((key, entry) -> {
            var service = (Mapping) entry.value();
            var activities = ((Mapping) get(service,
                    "activities")).entries().entrySet().stream().map(activity -> activity(key + "/" + activity.getKey(),
                    (Mapping) activity.getValue().value())).toList();
            services.put(key, new Service(key, text(service, "code"), text(service, "title"), activities));
        });
        return services;
    }

    private static Activity activity(String key, Mapping activity) {
        return new Activity(key, text(activity, "code"), text(activity, "title"), text(activity, "cadence"),
                activity.get("proof") == null ? "" : text(activity, "proof"), activity.get("clients") != null);
    }

    private static String text(Mapping map, String key) {
        return ((Scalar) get(map, key)).text();
    }

    private static Tree get(Mapping map, String key) {
        @Nullable Tree value = map.get(key);
        if (value == null) throw new IllegalStateException("no '%s' at %s".formatted(key, map.at()));
        return value;
    }
}
