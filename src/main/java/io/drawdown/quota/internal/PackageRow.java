package io.drawdown.quota.internal;

import io.drawdown.quota.engine.Terms;

/** What the draw-down needs of a row of the table resource_package. */
public record PackageRow(String account, Terms terms, long total, long remaining) {}
