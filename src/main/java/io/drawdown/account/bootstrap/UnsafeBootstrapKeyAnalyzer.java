package io.drawdown.account.bootstrap;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains why startup refused the bootstrap API key, and what to do about it. */
final class UnsafeBootstrapKeyAnalyzer extends AbstractFailureAnalyzer<UnsafeBootstrapKeyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeBootstrapKeyException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set a key that nobody can guess, for example what 'openssl rand -hex 32' prints, or leave it out.",
                cause);
    }
}
