package demarc.app.estate.exposure;

/// RPM's order of versions (rpm-version(7)): epoch, version, release; `~` sorts before everything, `^` after the end and before more.
final class Rpm {
    private Rpm() {}

    static int compare(String one, String other) {
        var a = split(one);
        var b = split(other);
        for (var part = 0; part < 2; part++) {
            var order = part == 0 ? Scheme.compareDigits(a[0], b[0]) : segments(a[1], b[1]);
            if (order != 0) return order;
        }
        // A range that names no release is about every release of the version.
        return a[2].isEmpty() || b[2].isEmpty() ? 0 : segments(a[2], b[2]);
    }

    private static String[] split(String version) {
        var text = version.strip();
        var colon = text.indexOf(':');
        var rest = colon < 0 ? text : text.substring(colon + 1);
        var dash = rest.lastIndexOf('-');
        var epoch = colon > 0 && text.substring(0, colon).chars().allMatch(Character::isDigit) ? text.substring(0, colon) : "0";
        return new String[] {epoch, dash < 0 ? rest : rest.substring(0, dash), dash < 0 ? "" : rest.substring(dash + 1)};
    }

    private static int segments(String one, String other) {
        int i = 0, j = 0;
        while (true) {
            while (i < one.length() && isSeparator(one.charAt(i))) i++;
            while (j < other.length() && isSeparator(other.charAt(j))) j++;
            var a = at(one, i);
            var b = at(other, j);
            if (a == '~' || b == '~') {
                if (a != b) return a == '~' ? -1 : 1;
                i++;
                j++;
                continue;
            }
            if (a == '^' || b == '^') {
                if (a == b) {
                    i++;
                    j++;
                    continue;
                }
                if (a == 0) return -1;
                if (b == 0) return 1;
                return a == '^' ? -1 : 1;
            }
            if (a == 0 || b == 0) return a == b ? 0 : a == 0 ? -1 : 1;
            var digits = Character.isDigit(a);
            if (digits != Character.isDigit(b)) return digits ? 1 : -1;
            int fromI = i, fromJ = j;
            while (i < one.length() && isOf(one.charAt(i), digits)) i++;
            while (j < other.length() && isOf(other.charAt(j), digits)) j++;
            var x = one.substring(fromI, i);
            var y = other.substring(fromJ, j);
            var order = digits ? Scheme.compareDigits(x, y) : x.compareTo(y);
            if (order != 0) return order;
        }
    }

    private static char at(String text, int place) {
        return place < text.length() ? text.charAt(place) : 0;
    }

    private static boolean isOf(char sign, boolean digits) {
        return digits ? sign >= '0' && sign <= '9' : sign >= 'a' && sign <= 'z' || sign >= 'A' && sign <= 'Z';
    }

    private static boolean isSeparator(char sign) {
        return sign != '~' && sign != '^' && !isOf(sign, true) && !isOf(sign, false);
    }
}
