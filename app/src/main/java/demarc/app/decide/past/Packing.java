package demarc.app.decide.past;

import demarc.core.agreement.Priority;
import demarc.core.simulation.History;
import demarc.core.simulation.History.Ticket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A history as bytes, to keep.
final class Packing {

    private static final int VERSION = 1;
    private static final long NONE = History.UNKNOWN;

    private Packing() {}

    static byte[] pack(History history) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new GZIPOutputStream(bytes, 1 << 16))) {
            out.writeInt(VERSION);
            out.writeUTF(history.zone().getId());
            out.writeLong(history.to().getEpochSecond());
            names(out, history.services());
            names(out, history.groups());
            names(out, history.agents());
            out.writeInt(history.size());
            for (int i = 0; i < history.size(); i++) {
                out.writeLong(history.opened(i));
                out.writeLong(history.answered(i));
                out.writeLong(history.resolved(i));
                out.writeLong(history.waited(i));
                out.writeShort(history.service(i));
                out.writeByte(history.priority(i));
                out.writeInt(history.hands(i));
                out.writeBoolean(history.reopened(i));
                out.writeInt(history.group(i));
                out.writeInt(history.agent(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static History unpack(byte[] bytes) {
        try (var in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes), 1 << 16))) {
            if (in.readInt() != VERSION) throw new IllegalStateException("a history of another version");
            var builder = History.in(ZoneId.of(in.readUTF())).seen(Instant.ofEpochSecond(in.readLong()));
            var services = names(in);
            var groups = names(in);
            var agents = names(in);
            int size = in.readInt();
            for (int i = 0; i < size; i++)
                builder.add(new Ticket(Instant.ofEpochSecond(in.readLong()), at(in.readLong()), at(in.readLong()), in.readLong(), services.get(in.readShort()),
                        Priority.values()[in.readByte()], in.readInt(), in.readBoolean(), name(groups, in.readInt()), name(agents, in.readInt())));
            return builder.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void names(DataOutputStream out, List<String> names) throws IOException {
        out.writeInt(names.size());
        for (var name : names) out.writeUTF(name);
    }

    private static List<String> names(DataInputStream in) throws IOException {
        int size = in.readInt();
        var names = new ArrayList<String>(size);
        for (int i = 0; i < size; i++) names.add(in.readUTF());
        return names;
    }

    private static @Nullable String name(List<String> names, int place) {
        return place < 0 ? null : names.get(place);
    }

    private static @Nullable Instant at(long seconds) {
        return seconds == NONE ? null : Instant.ofEpochSecond(seconds);
    }
}
