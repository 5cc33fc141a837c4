package demarc.app.estate.inventory;

import demarc.app.platform.Refused;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The older form of the agents' messages, turned into the newer one: `<REQUEST><CONTENT><SOFTWARES>…` becomes `{"content": {"softwares": […]}}`.
final class AgentXml {
    private static final XMLInputFactory FACTORY = factory();
    private static final int DEEPEST = 12;
    private static final Set<String> SINGLE = Set.of("accesslog", "bios", "hardware", "operatingsystem", "versionclient", "versionprovider", "timezone", "info");
    private static final Map<String, String> RENAMED = Map.of("macaddr", "mac");

    private AgentXml() {}

    /// @return `query`, `deviceid` and `content`
    static ObjectNode read(byte[] text) {
        try {
            var reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(text));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                if (reader.getEventType() == XMLStreamConstants.DTD) throw new Refused("The report brings a document type of its own (<!DOCTYPE …>), which no agent sends. Nothing of it was read.");
            }
            if (!reader.getLocalName().equals("REQUEST")) throw new Refused("The report begins with <%s>, not with <REQUEST>. It is not an inventory agent's.".formatted(reader.getLocalName()));
            return element(reader, 1) instanceof ObjectNode request ? request : JsonNodeFactory.instance.objectNode();
        } catch (XMLStreamException e) {
            var at = e.getLocation();
            throw new Refused("The report is no XML: line %d, column %d. %s".formatted(at == null ? 0 : at.getLineNumber(), at == null ? 0 : at.getColumnNumber(),
                    String.valueOf(e.getMessage()).lines().skip(1).findFirst().orElse("It ends too early.").replaceFirst("^Message: ", "")));
        }
    }

    private static JsonNode element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEEPEST) throw new Refused("The report nests deeper than %d levels, as no agent does.".formatted(DEEPEST));
        var children = JsonNodeFactory.instance.objectNode();
        var text = new StringBuilder();
        while (true)
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    var name = reader.getLocalName().toLowerCase(Locale.ROOT);
                    add(children, RENAMED.getOrDefault(name, name), element(reader, depth + 1), depth == 2);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return children.isEmpty() ? JsonNodeFactory.instance.stringNode(text.toString().strip()) : children;
                }
                default -> { }
            }
    }

    /// Below CONTENT every part is a list, unless there can be but one of it.
    private static void add(ObjectNode to, String name, JsonNode value, boolean part) {
        var there = to.get(name);
        if (there instanceof ArrayNode list) list.add(value);
        else if (there != null) to.putArray(name).add(there).add(value);
        else if (part && !SINGLE.contains(name)) to.putArray(name).add(value);
        else to.set(name, value);
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
