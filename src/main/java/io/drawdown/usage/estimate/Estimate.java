package io.drawdown.usage.estimate;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.drawdown.base.Money;
import io.drawdown.quota.engine.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What packages would cover of a job that starts now while other jobs run, and what the rest would cost.
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
     * A part of the job that one package covers, or that is charged. Parts are in the order of time.
     *
     * @param packageId the package that covers it; null if none does
     * @param title the title of that package
     * @param to the first whole second at which this part is used up
     * @param reason why no package covers it (R13); null if one does
     * @param because the package that the reason refers to
     * @param amount what it costs, with the 8 decimals of a charge (R6); null if a package covers it
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
