package io.drawdown.catalog;

/** Where a job runs; packages cover public pools only (R7). */
public enum Pool {
    PUBLIC,
    DEDICATED
}
