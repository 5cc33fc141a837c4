package demarc.app.estate.exposure;

import org.jspecify.annotations.Nullable;

/// An approved exception, as matching asks it.
///
/// @param asset null: all of the client's
record Leave(long id, @Nullable Long asset, @Nullable String vulnerability, @Nullable String name) {
    boolean covers(long asset, Finding finding) {
        return (this.asset == null || this.asset == asset)
                && (vulnerability == null ? finding.component().name().equals(name) : vulnerability.equals(finding.vulnerability()));
    }
}
