package io.drawdown.alert.internal;

/**
 * A package that doesn't count in the total of its kind while another package is the kind's newest. It was used up
 * when the newest became effective (R20).
 */
public record ExcludedPackage(String account, long newestPackageId, long packageId) {}
