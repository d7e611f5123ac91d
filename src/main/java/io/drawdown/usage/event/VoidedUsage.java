package io.drawdown.usage.event;

import java.math.BigInteger;
import java.time.Instant;

/**
 * The usage of an event that was voided, in whole or, if a run stopped earlier, in part.
 *
 * @param source the source of the event: a usage record, or the start of a job
 * @param startedAt the start of the voided usage
 * @param endedAt its end
 * @param voidedAt when the last of it was voided
 */
public record VoidedUsage(
        String account,
        String source,
        String id,
        String job,
        Instant startedAt,
        Instant endedAt,
        BigInteger nodeSeconds,
        Instant voidedAt) {}
