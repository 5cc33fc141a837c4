package demarc.app.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A demonstration killed while it tells its story leaves half a story, and nobody should have to know that.
class HalfToldTest {

    @Test void anInterruptedStoryIsToldAnew(@TempDir Path directory) throws Exception {
        var home = Files.createDirectory(directory.resolve("home"));
        var first = Product.start(home, "demo", Pattern.compile("Telling"));
        Thread.sleep(1_500);
        first.kill();
        var second = Product.start(home, "demo", Pattern.compile("http://localhost:(\\d+)"));
        try {
            assertThat(home.resolve("story.unfinished")).doesNotExist();
            assertThat(count(second, "work.ticket")).isGreaterThan(100);
            assertThat(count(second, "agreement.signature")).isGreaterThan(5);
        } finally {
            second.stop();
        }
    }

    private static long count(Product product, String table) throws SQLException {
        try (var connection = product.database().connectAsOwner(); var sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("select set_config('demarc.scope', 'system', true)");
            var rows = sql.executeQuery("select count(*) from " + table);
            rows.next();
            return rows.getLong(1);
        }
    }
}
