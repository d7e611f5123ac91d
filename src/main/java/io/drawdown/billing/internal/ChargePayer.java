package io.drawdown.billing.internal;

import io.drawdown.base.Money;
import io.drawdown.quota.engine.Why;

/**
 * What the charges of a line have in common: why no package covered them, and their price.
 *
 * @param perNodeHour the price, without trailing zeros
 * @param isReversal whether the line takes charges back
 */
public record ChargePayer(Why why, Money perNodeHour, boolean isReversal) {}
