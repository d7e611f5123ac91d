package io.drawdown.account.password;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes at most as many passwords in parallel as there are processors. Each hash takes many megabytes, and more in
 * parallel would only be slower.
 */
final class BoundedPasswordEncoder implements PasswordEncoder {

    private static final int MAX_WAIT_SECONDS = 5;

    private final PasswordEncoder encoder;
    private final Semaphore permits =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    BoundedPasswordEncoder(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return withPermit(() -> encoder.encode(password));
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        return withPermit(() -> encoder.matches(password, hash));
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private <T> T withPermit(Supplier<T> work) {
        acquirePermit();
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private void acquirePermit() {
        try {
            if (!permits.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new InternalAuthenticationServiceException(
                        "More passwords wait to be compared than this server can compare");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InternalAuthenticationServiceException("The program ends", interrupted);
        }
    }
}
