package demarc.app.platform;

import java.util.function.IntSupplier;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Drains due rows. A module's `@Scheduled` tick hands it a batch: take some rows by a conditional update
/// (`for update skip locked`), act, return how many. Any number of nodes may do it at once.
@Component
public class Due {
    private final TransactionTemplate transaction;

    Due(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /// Runs batches, each in its own transaction seeing every client, until one takes nothing. What a failed batch took stays due.
    public int drain(String what, IntSupplier batch) {
        var total = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var taken = Tenancy.asSystem(() -> transaction.execute(_ -> batch.getAsInt()));
                if (taken == 0) break;
                total += taken;
            }
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Due.class).error("{}: {} done, then a batch failed; it stays due", what, total, e);
        }
        return total;
    }
}
