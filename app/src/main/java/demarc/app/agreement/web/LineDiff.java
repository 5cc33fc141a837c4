package demarc.app.agreement.web;

import java.util.ArrayList;
import java.util.List;

/// Two texts side by side, line by line: the longest common subsequence of their lines, with long unchanged stretches folded.
public final class LineDiff {

    public enum Kind { SAME, REMOVED, ADDED, CHANGED, FOLD }

    /// A row of the side-by-side view; a number of 0 means that this side has no line here.
    ///
    /// @param folded how many unchanged lines a fold stands for
    public record Row(Kind kind, int leftNumber, String left, int rightNumber, String right, int folded) {
        public String css() {
            return kind.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final int CONTEXT = 3;
    /// Beyond this the table of the comparison would not fit a small heap; the middle is then shown as replaced.
    private static final long MOST_CELLS = 16_000_000;

    private LineDiff() {}

    static List<Row> between(String older, String newer) {
        var left = older.lines().toList();
        var right = newer.lines().toList();
        int prefix = 0;
        while (prefix < left.size() && prefix < right.size() && left.get(prefix).equals(right.get(prefix))) prefix++;
        int suffix = 0;
        while (suffix < left.size() - prefix && suffix < right.size() - prefix && left.get(left.size() - 1 - suffix).equals(right.get(right.size() - 1 - suffix))) suffix++;
        var rows = new ArrayList<Row>();
        for (int i = 0; i < prefix; i++) rows.add(same(left, i, i));
        middle(left, right, prefix, left.size() - suffix, right.size() - suffix, rows);
        for (int i = suffix; i > 0; i--) rows.add(same(left, left.size() - i, right.size() - i));
        return folded(rows);
    }

    private static void middle(List<String> left, List<String> right, int from, int leftEnd, int rightEnd, List<Row> rows) {
        int n = leftEnd - from;
        int m = rightEnd - from;
        if ((long) n * m > MOST_CELLS) {
            flush(left, from, leftEnd, right, from, rightEnd, rows);
            return;
        }
        var common = new int[n + 1][m + 1];
        for (int i = n - 1; i >= 0; i--)
            for (int j = m - 1; j >= 0; j--)
                common[i][j] = left.get(from + i).equals(right.get(from + j)) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
        int i = 0;
        int j = 0;
        while (i < n || j < m) {
            int startLeft = i;
            int startRight = j;
            while ((i < n || j < m) && !(i < n && j < m && left.get(from + i).equals(right.get(from + j)))) {
                if (j >= m || i < n && common[i + 1][j] >= common[i][j + 1]) i++;
                else j++;
            }
            flush(left, from + startLeft, from + i, right, from + startRight, from + j, rows);
            if (i < n && j < m) rows.add(same(left, from + i++, from + j++));
        }
    }

    private static Row same(List<String> left, int i, int j) {
        return new Row(Kind.SAME, i + 1, left.get(i), j + 1, left.get(i), 0);
    }

    /// A block that differs: pairs as far as both go, then the rest of the longer one.
    private static void flush(List<String> left, int leftFrom, int leftTo, List<String> right, int rightFrom, int rightTo, List<Row> rows) {
        int i = leftFrom;
        int j = rightFrom;
        while (i < leftTo && j < rightTo) rows.add(new Row(Kind.CHANGED, i + 1, left.get(i++), j + 1, right.get(j++), 0));
        while (i < leftTo) rows.add(new Row(Kind.REMOVED, i + 1, left.get(i++), 0, "", 0));
        while (j < rightTo) rows.add(new Row(Kind.ADDED, 0, "", j + 1, right.get(j++), 0));
    }

    private static List<Row> folded(List<Row> rows) {
        var shown = new ArrayList<Row>();
        for (int i = 0; i < rows.size(); ) {
            int end = i;
            while (end < rows.size() && rows.get(end).kind == Kind.SAME) end++;
            if (end == i) {
                shown.add(rows.get(i++));
                continue;
            }
            int keepBefore = i == 0 ? 0 : CONTEXT;
            int keepAfter = end == rows.size() ? 0 : CONTEXT;
            int hidden = end - i - keepBefore - keepAfter;
            if (hidden > 1) {
                shown.addAll(rows.subList(i, i + keepBefore));
                shown.add(new Row(Kind.FOLD, 0, "", 0, "", hidden));
                shown.addAll(rows.subList(end - keepAfter, end));
            } else shown.addAll(rows.subList(i, end));
            i = end;
        }
        return shown;
    }
}
