package io.drawdown.usage.estimate;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A job that somebody thinks of starting, as far as they have said.
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
