package io.drawdown.usage.event;

import java.math.BigInteger;
import java.time.Instant;

/**
 * What an event had told of and was voided since, in whole or, of a run that stopped earlier, in part.
 *
 * @param source and id of the event: a usage record's, or the start of a job's
 * @param startedAt when what was voided began
 * @param endedAt when it ended
 * @param voidedAt when it was voided, or the last of it
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
