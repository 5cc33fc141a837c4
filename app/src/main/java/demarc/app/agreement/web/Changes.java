package demarc.app.agreement.web;

import demarc.core.agreement.Agreement;
import demarc.core.agreement.Diff;
import demarc.core.agreement.Difference;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What changes from one text to another, in plain words.
///
/// @param before what a month costs at the counts of `usual`, and after
public record Changes(String older, String newer, List<Group> groups, int count, String before, String after, boolean priceChanges, String usual) {

    public record Group(String title, List<Row> rows) {}

    public record Row(String subject, String when, String before, String after, String note) {}

    static Changes between(String olderName, Agreement older, String newerName, Agreement newer, YearMonth month) {
        var diff = Diff.between(older, newer);
        var usage = FeesPage.usual(older, newer);
        var price = diff.price(month, usage);
        var groups = diff.byKind().entrySet().stream().map(kind -> new Group(kind.getKey().title(), kind.getValue().stream().map(Changes::row).toList())).toList();
        var usual = usage.counts().entrySet().stream().map(each -> "%d × %s".formatted(each.getValue(), each.getKey())).sorted().toList();
        return new Changes(olderName, newerName, groups, diff.differences().size(), FeesPage.inWords(price.before()), FeesPage.inWords(price.after()), !price.before().equals(price.after()), String.join(", ", usual));
    }

    private static Row row(Difference difference) {
        return new Row(difference.subject(), text(difference.when()), text(difference.before()), text(difference.after()), text(difference.note()));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
