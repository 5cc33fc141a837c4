package demarc.app.estate.protection.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/// What is kept of a command's output: everything but its progress, the beginning and the end when it is too much. Of progress the last line stays,
/// for it shows that there was any.
final class Kept {
    private static final Pattern PROGRESS = Pattern.compile(
            "\"message_type\"\\s*:\\s*\"(status|verbose_status)\"|\"type\"\\s*:\\s*\"(archive_progress|progress_message|progress_percent|file_status)\"");
    private static final int HEAD = 12_000;
    private static final int TAIL = 44_000;
    private static final int LONGEST_LINE = 8_000;

    private final StringBuilder head = new StringBuilder();
    private final Deque<String> tail = new ArrayDeque<>();
    private final byte[] line = new byte[LONGEST_LINE];
    private int length;
    private int inTail;
    private boolean skipped;
    private String progress = "";

    synchronized void add(byte[] bytes, int from, int count) {
        for (var i = from; i < from + count; i++)
            if (bytes[i] == '\n' || bytes[i] == '\r') end();
            else if (length < LONGEST_LINE) line[length++] = bytes[i];
    }

    private void end() {
        if (length == 0) return;
        var text = new String(line, 0, length, StandardCharsets.UTF_8).replace("\0", "");
        length = 0;
        if (PROGRESS.matcher(text).find()) {
            progress = text;
            return;
        }
        if (tail.isEmpty() && head.length() + text.length() < HEAD) {
            head.append(text).append('\n');
            return;
        }
        tail.add(text);
        inTail += text.length() + 1;
        while (inTail > TAIL) {
            inTail -= tail.removeFirst().length() + 1;
            skipped = true;
        }
    }

    synchronized String text() {
        end();
        return (progress.isEmpty() ? "" : progress + "\n") + head + (skipped ? "…\n" : "") + String.join("\n", tail);
    }
}
