package io.drawdown.account.internal;

/** The API key that the environment sets could be guessed, or can't be sent. */
final class UnsafeBootstrapKey extends RuntimeException {

    UnsafeBootstrapKey(String problem) {
        super("The API key in DRAWDOWN_BOOTSTRAP_API_KEY " + problem + ".");
    }
}
