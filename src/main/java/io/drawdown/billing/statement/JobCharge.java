package io.drawdown.billing.statement;

import io.drawdown.base.Money;
import java.math.BigInteger;
import java.time.Instant;

/**
 * The part of a statement line that is for one job at one list price, net of reversals. It is negative where a charge
 * of an earlier statement was reversed.
 *
 * @param from the start of the first piece that was charged or taken back
 * @param to the end of the last one
 * @param amount to 8 decimals, as the line sums it before it is rounded (R6)
 */
public record JobCharge(
        String job, Instant from, Instant to, Money perNodeHour, BigInteger nodeSeconds, Money amount) {}
