package io.drawdown.api.infra.security;

import io.drawdown.account.model.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the key of a request before anything else is done for it. */
interface KeyAdmission {

    /** Who sends a request with this key, or none, from this address; nobody if the key isn't known. @throws TooManyRequests if it comes too soon. */
    Optional<Caller> admit(@Nullable String key, String address);
}
