package io.drawdown.base;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** A decimal amount in a currency (R6). Amounts of different currencies don't mix. */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    private static final int ROW_DECIMALS = 8;
    private static final BigDecimal NODE_SECONDS_PER_HOUR = BigDecimal.valueOf(NodeSeconds.PER_NODE_HOUR);

    /** An amount written as a decimal, in the currency with this ISO 4217 code. */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    /** Nothing, in the currency's digits. */
    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency).rounded();
    }

    /** The sum; @throws IllegalArgumentException if the currencies differ. */
    public Money plus(Money other) {
        return new Money(amount.add(requireSameCurrency(other).amount), currency);
    }

    /** The difference; @throws IllegalArgumentException if the currencies differ. */
    public Money minus(Money other) {
        return new Money(amount.subtract(requireSameCurrency(other).amount), currency);
    }

    /** The amount that many times over. */
    public Money times(long factor) {
        return new Money(amount.multiply(BigDecimal.valueOf(factor)), currency);
    }

    /** Node-seconds at this price per node-hour, rounded half even to the 8 decimals of a ledger row (R6). */
    public Money forNodeSeconds(long nodeSeconds) {
        var exact = amount.multiply(BigDecimal.valueOf(nodeSeconds));
        return new Money(exact.divide(NODE_SECONDS_PER_HOUR, ROW_DECIMALS, RoundingMode.HALF_EVEN), currency);
    }

    /** Rounded half even to the currency's digits, as a statement shows it (R6). */
    public Money rounded() {
        return new Money(amount.setScale(decimals(), RoundingMode.HALF_EVEN), currency);
    }

    /** The same amount with at least the currency's digits and no needless zeros beyond. */
    public Money normalized() {
        var stripped = amount.stripTrailingZeros();
        return new Money(stripped.setScale(Math.max(decimals(), stripped.scale())), currency);
    }

    /** Whether the amount can be paid as it is: it has no more decimals than the currency. */
    public boolean isPayable() {
        return amount.stripTrailingZeros().scale() <= decimals();
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(requireSameCurrency(other).amount);
    }

    private Money requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }

    /** How many decimals the currency has. */
    public int decimals() {
        return Math.max(currency.getDefaultFractionDigits(), 0);
    }
}
