package demarc.core.agreement;

/// A place in a text, as editors count: lines and columns from 1. `file` is the name the text was handed over by; a shipped template's
/// is `template:co-managed/keep-the-desk`.
public record Place(String file, int line, int column) implements Comparable<Place> {

    @Override
    public int compareTo(Place other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) return byFile;
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
