package demarc.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.signals.SourceKinds;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springdoc.core.utils.SpringDocUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The published description says what the controllers do. When they change: run this test with `-Ddemarc.openapi=write`.
@DemarcTest
class OpenApiTest {
    private static final Path PUBLISHED = Path.of("src/main/resources/openapi.json");
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class); // who asks comes from the token, not from the caller's words
    }

    private final Fixture fixture;
    private final SourceKinds kinds;

    OpenApiTest(Fixture fixture, SourceKinds kinds) {
        this.fixture = fixture;
        this.kinds = kinds;
    }

    @Test void thePublishedDescriptionIsWhatTheControllersDo() throws IOException {
        var session = fixture.pages(fixture.person(fixture.provider("Describer"), Role.ADMINISTRATOR));
        var read = (ObjectNode) JSON.readTree(session.get("/v3/api-docs").html());
        read.putObject("info").put("title", "Demarc REST API").put("version", "1");
        IntakeWords.add(read, kinds);
        var described = JSON.writeValueAsString(sorted(read)) + "\n";
        if ("write".equals(System.getProperty("demarc.openapi"))) Files.writeString(PUBLISHED, described);
        assertThat(described).as("stale: run OpenApiTest with -Ddemarc.openapi=write and commit openapi.json").isEqualTo(Files.readString(PUBLISHED));
    }

    @Test void anybodyMayReadIt() {
        var answer = fixture.stranger().get("/api/v1/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/openapi")).startsWith("3.1");
        assertThat(answer.json().at("/paths/~1api~1v1~1tickets/post").isMissingNode()).isFalse();
    }

    /// Names in order, and no address of the machine that wrote it.
    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> array.add(sorted(each)));
            return array;
        }
        if (!node.isObject()) return node;
        var names = new TreeMap<String, JsonNode>();
        node.properties().forEach(each -> names.put(each.getKey(), each.getValue()));
        names.remove("servers");
        var object = JsonNodeFactory.instance.objectNode();
        names.forEach((name, value) -> object.set(name, sorted(value)));
        return object;
    }
}
