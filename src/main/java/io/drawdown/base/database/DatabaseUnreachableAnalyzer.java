package io.drawdown.base.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains in a few lines, without a stack trace, that startup failed because the database can't be reached. */
class DatabaseUnreachableAnalyzer extends AbstractFailureAnalyzer<DatabaseUnreachableException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, DatabaseUnreachableException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                cause.isRefused()
                        ? "Check SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and that the database exists."
                        : "Start the database, or check SPRING_DATASOURCE_URL. How long the start waits is set by DRAWDOWN_DATABASE_START_TIMEOUT.",
                cause);
    }
}
