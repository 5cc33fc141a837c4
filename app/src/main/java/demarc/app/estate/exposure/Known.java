package demarc.app.estate.exposure;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that a file says.
sealed interface Known {
    record Flaw(Advisory advisory, String print) implements Known {}

    /// An entry of CISA's list of exploited vulnerabilities.
    record Listed(String name, String vendor, String product, LocalDate on, String title, String action, boolean ransomware, boolean forensic) implements Known {}

    /// The entries heard are all that the list has.
    record WholeList() implements Known {}

    /// What CISA's Vulnrichment and the CVE record say of a vulnerability; null where they say nothing.
    record Assessed(String name, @Nullable Boolean automatable, @Nullable Boolean total, @Nullable String vector, @Nullable Double score) implements Known {}

    /// All that Debian's tracker says of one source package.
    record Tracked(String source, List<Advisory> advisories, String print) implements Known {}

    /// A binary package of Debian's and what it is built from.
    record Built(String binary, String source) implements Known {}
}
