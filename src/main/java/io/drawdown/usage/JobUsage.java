package io.drawdown.usage;

import io.drawdown.base.Money;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What a job ran, over its usage records that aren't voided, and how that was paid.
 *
 * @param voided whether all of its records are voided: then it says what they were, of which nothing is paid
 * @param nodes the most that one record has
 * @param startedAt the first start
 * @param endedAt the last end
 * @param running how long its records ran, added up
 * @param charged what is charged pay-per-use
 */
public record JobUsage(
        String job,
        boolean voided,
        Set<String> regions,
        Set<Pool> pools,
        Set<String> specifications,
        Set<Activity> activities,
        long nodes,
        Instant startedAt,
        Instant endedAt,
        Duration running,
        long nodeSeconds,
        long deductedNodeSeconds,
        long chargedNodeSeconds,
        Money charged) {}
