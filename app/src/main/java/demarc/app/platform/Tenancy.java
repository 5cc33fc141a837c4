package demarc.app.platform;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Whose rows a transaction may see. [TenantTransactions] reads it once, when the transaction begins; PostgreSQL's row-level
/// security holds to it. Nothing declared, nothing visible.
public sealed interface Tenancy {
    record Nobody() implements Tenancy {}

    record Of(Actor actor) implements Tenancy {}

    record System() implements Tenancy {}

    /// Runs as the product itself, seeing every client: for jobs, sign-in and commands that have checked the actor themselves.
    static <T> T asSystem(Supplier<T> work) {
        return within(new System(), work);
    }

    static void asSystem(Runnable work) {
        asSystem(() -> {
            work.run();
            return true;
        });
    }

    /// Runs as somebody, whatever the request says.
    static <T> T as(Actor actor, Supplier<T> work) {
        return within(new Of(actor), work);
    }

    static void as(Actor actor, Runnable work) {
        as(actor, () -> {
            work.run();
            return true;
        });
    }

    /// Who is asking now, if it is a person.
    static Optional<Actor> actor() {
        return current() instanceof Of(var actor) ? Optional.of(actor) : Optional.empty();
    }

    static Tenancy current() {
        if (Declared.HERE.isBound()) return Declared.HERE.get();
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor ? new Of(actor) : new Nobody();
    }

    default String clients() {
        return this instanceof Of(var actor) ? ids(actor.clients()) : "";
    }

    default String parties() {
        return this instanceof Of(var actor) ? ids(actor.parties()) : "";
    }

    default String scope() {
        return switch (this) {
            case Nobody _ -> "nobody";
            case Of(var actor) -> actor.isAdministrator() ? "administrator" : actor.role() == Role.EMPLOYEE ? "employee" : "person";
            case System _ -> "system";
        };
    }

    /// Who acts, for walls inside a client; empty for the product itself.
    default String person() {
        return this instanceof Of(var actor) ? String.valueOf(actor.personId()) : "";
    }

    default String party() {
        return this instanceof Of(var actor) ? String.valueOf(actor.party().id()) : "";
    }

    private static String ids(List<Integer> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static <T> T within(Tenancy tenancy, Supplier<T> work) {
        // The database was told when the transaction began; changing our mind in the middle would be a silent lie.
        if (TransactionSynchronizationManager.isActualTransactionActive() && !tenancy.equals(current()))
            throw new IllegalStateException("tenancy cannot change from (%s) to (%s) inside a transaction".formatted(current(), tenancy));
        return ScopedValue.where(Declared.HERE, tenancy).call(work::get);
    }

    /// Holds the scoped value: an interface's own field would be public.
    final class Declared {
        private static final ScopedValue<Tenancy> HERE = ScopedValue.newInstance();

        private Declared() {}
    }
}
