package demarc.app.estate.exposure;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Products that CISA's list names without a version, by what inventories call them: `listed-products.csv`.
final class ListedProducts {
    /// @param listedAs among the names that the list has for the vendor's products
    /// @param inSystem an operating system; otherwise installed software
    /// @param makers   part of the publisher's or the maker's name; none: whoever it is
    /// @param names    how its name begins
    record Product(String name, String vendor, Pattern listedAs, boolean inSystem, List<String> makers, List<String> names, String activity) {
        boolean isListedAs(String vendor, String product) {
            return this.vendor.equalsIgnoreCase(vendor) && listedAs.matcher(product).find();
        }

        private boolean is(@Nullable String maker, String name) {
            var by = maker == null ? "" : maker.toLowerCase(Locale.ROOT);
            var called = name.toLowerCase(Locale.ROOT);
            return (makers.isEmpty() || makers.stream().anyMatch(by::contains)) && names.stream().anyMatch(each -> called.equals(each.strip()) || called.startsWith(each) && isWhole(called, each));
        }

        /// `ios` is the beginning of `ios 15.2`, not of `iostat`.
        private static boolean isWhole(String called, String beginning) {
            return !Character.isLetter(beginning.charAt(beginning.length() - 1)) || !Character.isLetter(called.charAt(beginning.length()));
        }
    }

    record Installed(String name, @Nullable String publisher) {}

    private static final List<Product> ALL = read();

    private ListedProducts() {}

    /// What an entry of the list is about; an entry may be about several.
    static List<String> of(String vendor, String product) {
        return ALL.stream().filter(each -> each.isListedAs(vendor.strip(), product)).map(Product::name).toList();
    }

    /// What a machine is and has.
    ///
    /// @param system name and version of its operating system
    static Collection<String> on(@Nullable String maker, String system, List<Installed> software) {
        var found = new TreeSet<String>();
        for (var product : ALL)
            if (product.inSystem ? product.is(maker, system) : software.stream().anyMatch(each -> product.is(each.publisher, each.name))) found.add(product.name);
        return found;
    }

    static String activity(String product) {
        return ALL.stream().filter(each -> each.name.equals(product)).findFirst().map(Product::activity).orElse("PAT-04");
    }

    private static List<Product> read() {
        var products = new ArrayList<Product>();
        try (var file = Objects.requireNonNull(ListedProducts.class.getResourceAsStream("listed-products.csv"));
             var rows = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (var row : rows)
                products.add(new Product(row.getField("product"), row.getField("vendor"), Pattern.compile(row.getField("listed as"), Pattern.CASE_INSENSITIVE),
                        row.getField("found in").equals("system"), words(row.getField("maker")), words(row.getField("names")), row.getField("activity")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(products);
    }

    private static List<String> words(String written) {
        return Arrays.stream(written.split("\\|")).filter(word -> !word.isEmpty()).toList();
    }
}
