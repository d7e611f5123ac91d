package io.drawdown.account.bootstrap;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words why the program doesn't start with such a key, and what to do. */
final class UnsafeBootstrapKeyAnalyzer extends AbstractFailureAnalyzer<UnsafeBootstrapKeyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeBootstrapKeyException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set a key that nobody can guess, for example what 'openssl rand -hex 32' prints, or leave it out.",
                cause);
    }
}
