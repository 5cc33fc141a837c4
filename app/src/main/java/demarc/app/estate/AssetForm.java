package demarc.app.estate;

import demarc.app.estate.Asset.Kind;
import demarc.app.platform.Refused;
import demarc.core.money.Money;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What people say of a thing; what agents report is not among it, but for what they cannot know.
///
/// @param client  key
/// @param parent  name or address of what it is reached through
/// @param version of the asset that was looked at; 0 for a new one
public record AssetForm(
        @Nullable String client, @Nullable String name, @Nullable String kind, @Nullable String variant, @Nullable String site, @Nullable String parent, @Nullable String maker,
        @Nullable String model, @Nullable String serial, @Nullable String os, @Nullable String osVersion, @Nullable String firmware, @Nullable Boolean exposed, @Nullable Integer tier,
        @Nullable Integer ring, @Nullable String usedBy, @Nullable String purchasedOn, @Nullable String price, @Nullable String warrantyUntil, @Nullable String notes,
        @Nullable Integer version) {

    static final AssetForm EMPTY = new AssetForm(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, 0);

    static AssetForm of(Asset asset, Detail detail, String client, @Nullable String parent) {
        return new AssetForm(client, asset.name(), asset.kind().key(), detail.variant() == null ? null : detail.variant().key(), asset.site(), parent, asset.maker(), asset.model(), asset.serial(),
                asset.os(), asset.osVersion(), detail.firmware(), asset.exposed(), asset.tier(), asset.ring(), asset.usedBy(), text(asset.purchasedOn()), asset.price(), text(asset.warrantyUntil()),
                detail.notes(), asset.version());
    }

    /// As a form shows it.
    public String value(@Nullable String said) {
        return said == null ? "" : said;
    }

    String nameSaid() {
        var said = text(name, "name", 255);
        if (said == null) throw new Refused("name", "The thing needs a name: what people call it, or its host name.");
        return said;
    }

    Kind kindSaid() {
        var found = kind == null || kind.isBlank() ? Kind.COMPUTER : Kind.find(kind.strip());
        if (found == null) throw new Refused("kind", "There is no kind '%s'. There are: %s.".formatted(kind, Arrays.stream(Kind.values()).map(Kind::key).collect(Collectors.joining(", "))));
        return found;
    }

    @Nullable Variant variantSaid() {
        if (variant == null || variant.isBlank()) return null;
        var found = Variant.find(variant.strip());
        if (found == null) throw new Refused("variant", "There is no variant '%s'. There are: %s.".formatted(variant, Arrays.stream(Variant.values()).map(Variant::key).collect(Collectors.joining(", "))));
        return found;
    }

    @Nullable LocalDate purchased() {
        return day("purchasedOn", purchasedOn);
    }

    @Nullable LocalDate warranty() {
        return day("warrantyUntil", warrantyUntil);
    }

    @Nullable String priceSaid() {
        var said = text(price, "price", 60);
        if (said == null) return null;
        try {
            return Money.parse(said).toString();
        } catch (IllegalArgumentException e) {
            throw new Refused("price", String.valueOf(e.getMessage()));
        }
    }

    @Nullable Integer tierSaid() {
        return between("tier", tier, 1, 4);
    }

    @Nullable Integer ringSaid() {
        return between("ring", ring, 0, 2);
    }

    static @Nullable String text(@Nullable String said, String field, int most) {
        if (said == null || said.isBlank()) return null;
        var text = said.strip();
        if (text.length() > most) throw new Refused(field, "That is %d characters long; at most %d fit.".formatted(text.length(), most));
        return text;
    }

    static @Nullable LocalDate day(String field, @Nullable String said) {
        if (said == null || said.isBlank()) return null;
        try {
            var day = LocalDate.parse(said.strip());
            if (day.getYear() < 1980 || day.getYear() > 2100) throw new Refused(field, "%s is not a day in the life of IT. Write it like 2026-11-24.".formatted(said.strip()));
            return day;
        } catch (DateTimeException e) {
            throw new Refused(field, "'%s' is no day. Write it like 2026-11-24.".formatted(said.strip()));
        }
    }

    private static @Nullable Integer between(String field, @Nullable Integer said, int least, int most) {
        if (said != null && (said < least || said > most)) throw new Refused(field, "The %s is %d to %d, not %d.".formatted(field.toLowerCase(Locale.ROOT), least, most, said));
        return said;
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
