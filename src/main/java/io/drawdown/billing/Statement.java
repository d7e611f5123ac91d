package io.drawdown.billing;

import io.drawdown.base.Money;
import io.drawdown.catalog.Pool;
import java.math.BigInteger;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an account has to pay for a month of its calendar (R18). The total is the sum of the lines. */
public record Statement(String account, YearMonth month, boolean closed, Instant closesAt, List<Line> lines, Money total) {

    /** Where a line comes from. */
    public enum Kind {
        ORDER,
        PAY_PER_USE
    }

    /**
     * An order, or the charges of a specification in a region and pool, less what was taken back: rounded once, to the
     * currency's digits (R6).
     */
    public record Line(
            Kind kind,
            String description,
            @Nullable String order,
            @Nullable String region,
            @Nullable Pool pool,
            @Nullable String specification,
            @Nullable BigInteger nodeSeconds,
            Money amount) {}
}
