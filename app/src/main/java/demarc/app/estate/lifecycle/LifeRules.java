package demarc.app.estate.lifecycle;

import demarc.app.platform.Refused;
import demarc.core.money.Money;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rules of replacement in force for a client: its own, and the defaults where it has none.
@Component
class LifeRules {
    /// @param setBy null for a default
    record Rule(Life life, int planYears, int replaceYears, Money price, @Nullable String setBy) {}

    private record Row(String life, int planYears, int replaceYears, String price, String setBy) {}

    private static final Currency DOLLARS = Currency.getInstance("USD");

    private final JdbcClient sql;

    LifeRules(JdbcClient sql) {
        this.sql = sql;
    }

    Map<Life, Rule> of(int client) {
        var own = sql.sql("select life, plan_years, replace_years, price, set_by from estate.life_rule where client_id = ?").param(client).query(Row.class).list();
        var currency = own.isEmpty() ? DOLLARS : Money.parse(own.getFirst().price).currency();
        var rules = new EnumMap<Life, Rule>(Life.class);
        for (var life : Life.values()) rules.put(life, new Rule(life, life.planYears(), life.replaceYears(), whole(life.price(), currency), null));
        for (var row : own) {
            var life = Life.find(row.life);
            if (life != null) rules.put(life, new Rule(life, row.planYears, row.replaceYears, Money.parse(row.price), row.setBy));
        }
        return rules;
    }

    /// A default price is a plain number, taken in the currency that the client's own prices are in.
    private static Money whole(int amount, Currency currency) {
        return Money.parse(amount + " " + currency.getCurrencyCode());
    }

    static Money price(String text) {
        try {
            var price = Money.parse(text);
            if (price.isNegative() || price.isZero()) throw new Refused("price", "A price of %s buys nothing. Write one like 1,400 USD.".formatted(text));
            return price;
        } catch (IllegalArgumentException e) {
            throw new Refused("price", String.valueOf(e.getMessage()));
        }
    }
}
