package io.drawdown.base;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** A decimal amount in a currency (R6). Amounts of different currencies can't be combined. */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    private static final int ROW_DECIMALS = 8;
    private static final BigDecimal NODE_SECONDS_PER_HOUR = BigDecimal.valueOf(NodeSeconds.PER_NODE_HOUR);

    /** Returns a decimal amount in the currency with this ISO 4217 code. */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    /** Returns zero, with the currency's number of decimals. */
    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency).rounded();
    }

    /**
     * Returns the sum.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money plus(Money other) {
        return new Money(amount.add(requireSameCurrency(other).amount), currency);
    }

    /**
     * Returns the difference.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money minus(Money other) {
        return new Money(amount.subtract(requireSameCurrency(other).amount), currency);
    }

    /** Returns the amount multiplied by a factor. */
    public Money times(long factor) {
        return new Money(amount.multiply(BigDecimal.valueOf(factor)), currency);
    }

    /**
     * Returns the price of node-seconds at this price per node-hour, rounded half even to the 8 decimals of a ledger
     * row (R6).
     */
    public Money forNodeSeconds(long nodeSeconds) {
        var exact = amount.multiply(BigDecimal.valueOf(nodeSeconds));
        return new Money(exact.divide(NODE_SECONDS_PER_HOUR, ROW_DECIMALS, RoundingMode.HALF_EVEN), currency);
    }

    /** Returns the amount rounded half even to the currency's decimals, as on a statement (R6). */
    public Money rounded() {
        return new Money(amount.setScale(decimals(), RoundingMode.HALF_EVEN), currency);
    }

    /** Returns the same amount with at least the currency's decimals and no trailing zeros beyond them. */
    public Money normalized() {
        var stripped = amount.stripTrailingZeros();
        return new Money(stripped.setScale(Math.max(decimals(), stripped.scale())), currency);
    }

    /** Whether the amount has no more decimals than the currency, so that it can be paid. */
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

    /** Returns the currency's number of decimals. */
    public int decimals() {
        return Math.max(currency.getDefaultFractionDigits(), 0);
    }
}
