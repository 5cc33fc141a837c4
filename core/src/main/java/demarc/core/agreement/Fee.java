package demarc.core.agreement;

import demarc.core.money.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a provider is paid, and for which services (`covers:`). Amounts are per calendar month unless the rate is per hour.
///
/// @see Bill
public sealed interface Fee {

    /// The provider that is paid.
    Agreement.Party payee();

    /// Keys of the services (or `service/activity`) this fee pays for.
    List<String> covers();

    Place at();

    /// `flat: 4200 USD per month`.
    record Flat(Money perMonth, Agreement.Party payee, List<String> covers, Place at) implements Fee {}

    /// `per: managed server, amount: 60 USD per month`, with an optional minimum count.
    record PerUnit(String unit, Money perMonth, int minimum, Agreement.Party payee, List<String> covers, Place at) implements Fee {}

    /// `hours: 20 per month included, then: 145 USD per hour`. `then` null means that no hour beyond is sold.
    record Hours(BigDecimal included, @Nullable Money perHour, Agreement.Party payee, List<String> covers, Place at) implements Fee {}
}
