package demarc.app.work.history;

import demarc.app.platform.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An event log as IEEE 1849 writes it (XES): traces of events, each with typed attributes. It becomes a table with one row for each event; the
/// attributes of its trace stand in columns that begin with `case:`.
///
/// @param columns every attribute that occurs, by its place
record XesLayout(Path path, Map<String, Integer> columns) implements Layout {

    private static final int MAX_COLUMNS = 1000;
    private static final String ID = "case:concept:name";

    /// Reads the file once to learn which attributes there are.
    static XesLayout of(Path path, InputStream in) throws IOException {
        var columns = new LinkedHashMap<String, Integer>();
        columns.put(ID, 0);
        var events = new long[1];
        new Walk(path, in) {
            @Override
            void event() {
                events[0]++;
            }

            @Override
            void attribute(String name, String value) {
                if (columns.size() >= MAX_COLUMNS && !columns.containsKey(name))
                    throw new Refused("%s has more than %d different attributes.".formatted(path.getFileName(), MAX_COLUMNS));
                columns.putIfAbsent(name, columns.size());
            }
        }.walk();
        if (events[0] == 0) throw new Refused("%s is an event log without events.".formatted(path.getFileName()));
        return new XesLayout(path, columns);
    }

    @Override
    public void read(Packed.Opened in, Consumer<List<String>> header, Consumer<Cells> row) throws IOException {
        header.accept(new ArrayList<>(columns.keySet()));
        new Walk(path, in) {
            private final Map<Integer, String> ofTrace = new HashMap<>();
            private String[] values = {};
            private long traces;
            private long events;

            @Override
            void trace() {
                ofTrace.clear();
                ofTrace.put(0, "trace " + ++traces); // the standard does not make a name a duty
            }

            @Override
            void event() {
                values = new String[columns.size()];
            }

            @Override
            void attribute(String name, String value) {
                var column = columns.get(name);
                if (column == null) return;
                if (name.startsWith("case:")) ofTrace.put(column, value);
                else values[column] = value;
            }

            @Override
            void eventEnds() {
                ofTrace.forEach((column, value) -> values[column] = value);
                for (int i = 0; i < values.length; i++) if (values[i] == null) values[i] = "";
                row.accept(new Cells.Values(++events + 1, values));
            }
        }.walk();
    }

    @Override
    public String words() {
        return "XES";
    }

    /// One pass over the XML. A document type is not read and no entity is fetched or replaced.
    private abstract static class Walk {
        private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

        static {
            XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            XML.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        }

        private final Path path;
        private final InputStream in;

        Walk(Path path, InputStream in) {
            this.path = path;
            this.in = in;
        }

        void trace() {}

        void event() {}

        void eventEnds() {}

        abstract void attribute(String name, String value);

        void walk() throws IOException {
            XMLStreamReader xml = null;
            try {
                xml = XML.createXMLStreamReader(in);
                walk(xml);
            } catch (XMLStreamException e) {
                if (e.getNestedException() instanceof IOException io) throw io;
                throw new Refused("%s is not whole XML: line %d, %s".formatted(path.getFileName(), e.getLocation() == null ? 1 : e.getLocation().getLineNumber(), firstLine(e)));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        private static String firstLine(XMLStreamException e) {
            var message = String.valueOf(e.getMessage());
            return message.substring(message.lastIndexOf("Message: ") < 0 ? 0 : message.lastIndexOf("Message: ") + 9).lines().findFirst().orElse("");
        }

        private void walk(XMLStreamReader xml) throws XMLStreamException {
            int depth = 0;
            int traceAt = -1;
            int eventAt = -1;
            while (xml.hasNext()) {
                int what = xml.next();
                if (what == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    var name = xml.getLocalName();
                    if (depth == 1 && !name.equals("log"))
                        throw new Refused("%s is XML but not an event log (XES): it begins with <%s>. Export the tickets as CSV.".formatted(path.getFileName(), name));
                    if (depth == 2 && name.equals("trace")) {
                        traceAt = depth;
                        trace();
                    } else if (depth == 3 && traceAt == 2 && name.equals("event")) {
                        eventAt = depth;
                        event();
                    } else if (eventAt == 3 && depth == 4) attributeOf(xml, "");
                    else if (traceAt == 2 && depth == 3) attributeOf(xml, "case:");
                } else if (what == XMLStreamConstants.END_ELEMENT) {
                    if (depth == eventAt) {
                        eventEnds();
                        eventAt = -1;
                    } else if (depth == traceAt) traceAt = -1;
                    depth--;
                }
            }
        }

        private void attributeOf(XMLStreamReader xml, String prefix) {
            var key = xml.getAttributeValue(null, "key");
            var value = xml.getAttributeValue(null, "value");
            if (key != null && value != null) attribute(prefix + key, value);
        }
    }
}
