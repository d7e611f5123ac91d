package io.drawdown.account.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session in which a user is signed in.
 *
 * @param browser what kind of browser it is, in words
 * @param lastUsedAt to the minute
 * @param current whether it is the session that asks
 */
public record UserSession(
        String id, String browser, @Nullable String address, Instant signedInAt, Instant lastUsedAt, boolean current) {}
