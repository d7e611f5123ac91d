package io.drawdown.api.infra.security;

import io.drawdown.account.model.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the key of a request before anything else is done for it. */
interface KeyAdmission {

    /**
     * Returns the caller with this key; empty if there is no key or it is unknown.
     *
     * @throws io.drawdown.base.limit.TooManyRequestsException if a rate limit is reached
     */
    Optional<Caller> admit(@Nullable String key, String address);
}
