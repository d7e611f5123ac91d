package io.drawdown.alert.internal;

/**
 * That a package doesn't count in the total of its kind while another is the newest of it: it was used up when that one became
 * effective (R20).
 */
public record ExcludedPackage(String account, long newestPackageId, long packageId) {}
