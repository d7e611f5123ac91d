package io.drawdown.quota.internal;

/**
 * The package of a line of deductions.
 *
 * @param isReversal whether the line gives back to it
 */
public record DeductionPayer(long packageId, boolean isReversal) {}
