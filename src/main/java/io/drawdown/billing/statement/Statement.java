package io.drawdown.billing.statement;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.drawdown.base.Money;
import io.drawdown.catalog.model.Pool;
import java.math.BigInteger;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The amount that an account has to pay for a month of its calendar (R18). The total is the sum of the lines.
 *
 * @param runningNotYetBilled what running jobs would be charged if they were settled now, which isn't part of the
 * total; null unless the month is the current one
 */
public record Statement(
        String account,
        YearMonth month,
        boolean closed,
        Instant closesAt,
        List<Line> lines,
        Money total,
        @Nullable Money runningNotYetBilled) {

    /** The source of a line. */
    public enum Kind {
        ORDER,
        PAY_PER_USE
    }

    /**
     * An order, or the charges for a month's usage of a specification in a region and pool, net of reversals. The
     * amount is rounded once, to the currency's digits (R6).
     *
     * @param usageMonth the month of the usage, which is earlier than the statement's if that month was closed
     * @param packageId the package that the order created
     * @param placedAt when the order was placed
     */
    public record Line(
            Kind kind,
            String description,
            @Nullable String order,
            @JsonProperty("package") @Nullable String packageId,
            @Nullable Instant placedAt,
            @Nullable YearMonth usageMonth,
            @Nullable String region,
            @Nullable Pool pool,
            @Nullable String specification,
            @Nullable BigInteger nodeSeconds,
            Money amount) {

        /** Returns what a pay-per-use line charges for. Throws for an order. */
        public ChargedUsage chargedUsage() {
            return new ChargedUsage(
                    Objects.requireNonNull(usageMonth),
                    Objects.requireNonNull(region),
                    Objects.requireNonNull(pool),
                    Objects.requireNonNull(specification),
                    Objects.requireNonNull(nodeSeconds));
        }
    }

    /** The usage of a month for which a pay-per-use line charges. */
    public record ChargedUsage(
            YearMonth month, String region, Pool pool, String specification, BigInteger nodeSeconds) {}

    /** Returns the pay-per-use part of the total. */
    public Money payPerUse() {
        return sum(line -> line.kind() == Kind.PAY_PER_USE);
    }

    /** Returns the pay-per-use part that is for usage of earlier months. */
    public Money payPerUseOfEarlierMonths() {
        return sum(this::isOfEarlierMonth);
    }

    /** Returns whether a line is for usage of an earlier month. */
    public boolean isOfEarlierMonth(Line line) {
        return line.usageMonth() != null && line.usageMonth().isBefore(month);
    }

    /** Returns a copy with what running jobs would be charged by now. */
    public Statement withRunningNotYetBilled(Money notYetBilled) {
        return new Statement(account, month, closed, closesAt, lines, total, notYetBilled);
    }

    private Money sum(Predicate<Line> included) {
        return lines.stream().filter(included).map(Line::amount).reduce(Money.zero(total.currency()), Money::plus);
    }
}
