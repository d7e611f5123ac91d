package io.drawdown.api.infra.security;

import io.drawdown.account.model.Caller;
import io.drawdown.base.Hash;
import io.drawdown.base.limit.ClientNetwork;
import io.drawdown.base.limit.RateLimitBuckets;
import io.drawdown.base.limit.TooManyRequestsException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Limits the requests of each key, and of each address that sends unknown keys or none. An attempt with an unfamiliar
 * key is counted before the key is looked up, so that parallel attempts don't slip through, and is taken back if the
 * key is known. A recently admitted key doesn't depend on other requests from its address.
 */
final class RateLimits implements KeyAdmission {

    private final Function<String, Optional<Caller>> lookUp;
    private final String keyLimitName;
    private final RateLimitBuckets keys;
    private final RateLimitBuckets addresses;

    RateLimits(
            Function<String, Optional<Caller>> lookUp,
            int perMinute,
            int burst,
            int unauthenticatedPerMinute,
            Clock clock) {
        this.lookUp = lookUp;
        keyLimitName = "A key may send %,d %s a minute here, and %,d at once; this one has sent more."
                .formatted(perMinute, perMinute == 1 ? "request" : "requests", burst);
        keys = new RateLimitBuckets(perMinute, burst, clock);
        addresses = new RateLimitBuckets(unauthenticatedPerMinute, unauthenticatedPerMinute, clock);
    }

    @Override
    public Optional<Caller> admit(@Nullable String key, String address) {
        var network = ClientNetwork.key(address);
        if (key == null) {
            countUnknown(network);
            return Optional.empty();
        }
        var hash = Hash.sha256(key);
        return keys.isTracked(hash) ? admitKnown(key, hash, network) : admitNew(key, hash, network);
    }

    private Optional<Caller> admitKnown(String key, String hash, String network) {
        countKnown(hash);
        var caller = lookUp.apply(key);
        if (caller.isEmpty()) {
            keys.forget(hash);
            countUnknown(network);
        }
        return caller;
    }

    private Optional<Caller> admitNew(String key, String hash, String network) {
        countUnknown(network);
        var caller = lookUp.apply(key);
        if (caller.isPresent()) {
            addresses.refund(network);
            countKnown(hash);
        }
        return caller;
    }

    private void countKnown(String hash) {
        var seconds = keys.take(hash);
        if (seconds > 0) {
            throw new TooManyRequestsException(keyLimitName, seconds);
        }
    }

    private void countUnknown(String network) {
        var seconds = addresses.take(network);
        if (seconds > 0) {
            throw new TooManyRequestsException(
                    "Too many requests without an API key that is known have come from your address.", seconds);
        }
    }
}
