package demarc.app.estate.exposure;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Does a part of a batch behind a savepoint, so that what fails in it takes nothing else along.
@Component
class Apart {
    private static final Logger log = LoggerFactory.getLogger(Apart.class);

    private final TransactionTemplate nested;

    Apart(PlatformTransactionManager transactions) {
        nested = new TransactionTemplate(transactions);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /// @return why it failed, in which case it changed nothing
    Optional<String> attempt(String what, Runnable part) {
        try {
            nested.executeWithoutResult(_ -> part.run());
            return Optional.empty();
        } catch (RuntimeException e) {
            var why = String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage()).lines().findFirst().orElse("no reason was given");
            log.warn("{} failed and is tried again later: {}", what, why);
            log.debug("{}", what, e);
            return Optional.of(why);
        }
    }
}
