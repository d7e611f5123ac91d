package io.drawdown.account.spi;

/** The jobs of accounts that run. */
public interface OpenRuns {

    /** Returns whether a job of an account runs, or isn't settled up to its stop. */
    boolean existOf(String account);
}
