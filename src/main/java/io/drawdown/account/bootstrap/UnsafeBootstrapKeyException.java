package io.drawdown.account.bootstrap;

/** Thrown when the API key in the environment is too easy to guess or can't be sent in a header. */
final class UnsafeBootstrapKeyException extends RuntimeException {

    UnsafeBootstrapKeyException(String problem) {
        super("The API key in DRAWDOWN_BOOTSTRAP_API_KEY " + problem + ".");
    }
}
