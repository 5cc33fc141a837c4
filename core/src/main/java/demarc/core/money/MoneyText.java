package demarc.core.money;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;

/// Amounts in writing. A comma groups thousands and a point begins the cents; what could be read two ways is refused.
final class MoneyText {

    private static final Pattern AMOUNT = Pattern.compile("(-?)(\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.(\\d+))?\\s*([A-Za-z]{3})");
    private static final int MOST_DIGITS = 15;

    private MoneyText() {}

    static Money parse(String text) {
        var amount = AMOUNT.matcher(text.strip());
        if (!amount.matches()) throw new IllegalArgumentException(complaint(text.strip()));
        var currency = currency(amount.group(4), text);
        var whole = amount.group(2).replace(",", "");
        var fraction = amount.group(3) == null ? "" : amount.group(3);
        int digits = currency.getDefaultFractionDigits();
        if (fraction.length() > digits)
            throw new IllegalArgumentException("'%s' has more decimals than %s knows (%d). Round it.".formatted(text, currency, digits));
        if (whole.length() > MOST_DIGITS)
            throw new IllegalArgumentException("'%s' is more than can be counted here (%d digits). Check the amount.".formatted(text, MOST_DIGITS));
        var value = new BigDecimal(amount.group(1) + whole + (fraction.isEmpty() ? "" : "." + fraction));
        return new Money(value.setScale(digits).unscaledValue().longValueExact(), currency);
    }

    private static Currency currency(String code, String text) {
        try {
            var currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
            if (currency.getDefaultFractionDigits() >= 0) return currency;
        } catch (IllegalArgumentException unknown) {
            // said below, with the text it stands in
        }
        throw new IllegalArgumentException("'%s' in '%s' is not a currency. Write its three letters, such as USD, EUR or GBP.".formatted(code, text));
    }

    private static String complaint(String text) {
        if (text.matches("[A-Za-z]{3}\\s*-?[\\d.,]+"))
            return "'%s' begins with the currency. Write the amount first: '%s %s'.".formatted(text, text.substring(3).strip(), text.substring(0, 3));
        if (text.matches("-?[\\d.,]+")) return "'%s' names no currency. Write for example '%s USD'.".formatted(text, text);
        if (text.matches("\\p{Sc}.*|.*\\p{Sc}")) return "'%s' has a sign for its currency, which several share. Write its three letters: '4200 USD'.".formatted(text);
        if (text.matches("-?[\\d.]*\\d,\\d+\\s*[A-Za-z]{3}"))
            return "'%s' can be read two ways. Write a point before the cents and commas only between thousands: '4,200.50 USD'.".formatted(text);
        return "'%s' is not an amount. Write a number and a currency: '4200 USD' or '4,200.50 USD'.".formatted(text);
    }

    static String human(Money money) {
        var amount = money.amount();
        boolean round = amount.stripTrailingZeros().scale() <= 0;
        return String.format(Locale.ROOT, "%,." + (round ? 0 : amount.scale()) + "f %s", amount, money.currency().getCurrencyCode());
    }
}
