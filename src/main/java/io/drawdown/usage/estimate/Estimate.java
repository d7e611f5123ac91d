package io.drawdown.usage.estimate;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.drawdown.base.Money;
import io.drawdown.quota.engine.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What packages would cover of a job that started now beside those that run, and what the rest would cost.
 *
 * @param coveredUntil the first instant that no package covers; null if all is covered
 * @param charged what the parts that no package covers cost, rounded once to the currency's digits (R6)
 */
public record Estimate(
        long nodeSeconds,
        long coveredNodeSeconds,
        long chargedNodeSeconds,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant coveredUntil,
        Money perNodeHour,
        Money charged,
        List<Part> parts) {

    /**
     * What one package would give, or what would be charged; parts follow one another in the order of time.
     *
     * @param packageId the package that gives; null if none does
     * @param title what people call that package
     * @param to the first whole second at which what this gives is used up
     * @param reason why no package gives (R13); null if one does
     * @param because the package that makes the reason true
     * @param amount what it costs, with the 8 decimals of a charge (R6); null if a package gives
     */
    public record Part(
            @JsonProperty("package") @Nullable String packageId,
            @Nullable String title,
            Instant from,
            Instant to,
            long nodeSeconds,
            @Nullable Reason reason,
            @Nullable String because,
            @Nullable Money amount) {}
}
