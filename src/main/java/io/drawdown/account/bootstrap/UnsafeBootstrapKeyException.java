package io.drawdown.account.bootstrap;

/** The API key that the environment sets could be guessed, or can't be sent. */
final class UnsafeBootstrapKeyException extends RuntimeException {

    UnsafeBootstrapKeyException(String problem) {
        super("The API key in DRAWDOWN_BOOTSTRAP_API_KEY " + problem + ".");
    }
}
