package demarc.app.estate.exposure;

/// Debian's order of versions (deb-version(7)): epoch, upstream version, revision; `~` sorts before the end of a part, letters before all other signs.
final class Dpkg {
    private Dpkg() {}

    static int compare(String one, String other) {
        var a = split(one);
        var b = split(other);
        var epochs = Scheme.compareDigits(a[0], b[0]);
        if (epochs != 0) return epochs;
        var upstream = parts(a[1], b[1]);
        return upstream != 0 ? upstream : parts(a[2], b[2]);
    }

    private static String[] split(String version) {
        var text = version.strip();
        var colon = text.indexOf(':');
        var epoch = colon > 0 && text.substring(0, colon).chars().allMatch(Character::isDigit) ? text.substring(0, colon) : "0";
        var rest = colon > 0 && !epoch.isEmpty() && text.startsWith(epoch + ":") ? text.substring(colon + 1) : text;
        var dash = rest.lastIndexOf('-');
        return new String[] {epoch, dash < 0 ? rest : rest.substring(0, dash), dash < 0 ? "" : rest.substring(dash + 1)};
    }

    private static int parts(String one, String other) {
        int i = 0, j = 0;
        while (i < one.length() || j < other.length()) {
            while (i < one.length() && !isDigit(one.charAt(i)) || j < other.length() && !isDigit(other.charAt(j))) {
                var signs = Integer.compare(rank(one, i), rank(other, j));
                if (signs != 0) return signs;
                i++;
                j++;
            }
            int fromI = i, fromJ = j;
            while (i < one.length() && isDigit(one.charAt(i))) i++;
            while (j < other.length() && isDigit(other.charAt(j))) j++;
            var numbers = Scheme.compareDigits(fromI < i ? one.substring(fromI, i) : "0", fromJ < j ? other.substring(fromJ, j) : "0");
            if (numbers != 0) return numbers;
        }
        return 0;
    }

    private static int rank(String text, int at) {
        if (at >= text.length() || isDigit(text.charAt(at))) return 0;
        var sign = text.charAt(at);
        return sign == '~' ? -1 : sign >= 'a' && sign <= 'z' || sign >= 'A' && sign <= 'Z' ? sign : sign + 256;
    }

    private static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
    }
}
