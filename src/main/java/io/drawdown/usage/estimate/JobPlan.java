package io.drawdown.usage.estimate;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A planned job, with the fields that are known.
 *
 * @param hours how long it would run
 */
public record JobPlan(
        @Nullable String region,
        @Nullable Pool pool,
        @Nullable String specification,
        @Nullable Activity activity,
        @Nullable Long nodes,
        @Nullable BigDecimal hours) {}
