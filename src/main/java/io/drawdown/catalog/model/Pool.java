package io.drawdown.catalog.model;

/** Where a job runs; packages cover public pools only (R7). */
public enum Pool {
    PUBLIC,
    DEDICATED
}
