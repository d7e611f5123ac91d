package io.drawdown.billing;

import com.fasterxml.jackson.annotation.JsonProperty;
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
     *
     * @param packageId the package that the order made
     * @param placedAt when the order was placed
     */
    public record Line(
            Kind kind,
            String description,
            @Nullable String order,
            @JsonProperty("package") @Nullable String packageId,
            @Nullable Instant placedAt,
            @Nullable String region,
            @Nullable Pool pool,
            @Nullable String specification,
            @Nullable BigInteger nodeSeconds,
            Money amount) {}
}
