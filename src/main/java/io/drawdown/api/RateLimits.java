package io.drawdown.api;

import io.drawdown.account.Caller;
import io.drawdown.base.Buckets;
import io.drawdown.base.Hash;
import io.drawdown.base.Network;
import io.drawdown.base.TooManyRequests;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets keys in as often as they may come, and slows down whoever tries without one that is known. Such a try is counted before
 * the key is looked up, so that many at once don't slip through, and taken back when the key is known. A key that was let in
 * lately is let in whatever else comes from its address.
 */
final class RateLimits implements Admission {

    private final Function<String, Optional<Caller>> lookUp;
    private final String ofKey;
    private final Buckets keys;
    private final Buckets addresses;

    RateLimits(
            Function<String, Optional<Caller>> lookUp,
            int perMinute,
            int burst,
            int unauthenticatedPerMinute,
            Clock clock) {
        this.lookUp = lookUp;
        ofKey = "A key may send %,d %s a minute here, and %,d at once; this one has sent more."
                .formatted(perMinute, perMinute == 1 ? "request" : "requests", burst);
        keys = new Buckets(perMinute, burst, clock);
        addresses = new Buckets(unauthenticatedPerMinute, unauthenticatedPerMinute, clock);
    }

    @Override
    public Optional<Caller> admit(@Nullable String key, String address) {
        var network = Network.of(address);
        if (key == null) {
            countUnknown(network);
            return Optional.empty();
        }
        var hash = Hash.sha256(key);
        return keys.know(hash) ? admitKnown(key, hash, network) : admitNew(key, hash, network);
    }

    private Optional<Caller> admitKnown(String key, String hash, String network) {
        count(hash);
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
            addresses.giveBack(network);
            count(hash);
        }
        return caller;
    }

    private void count(String hash) {
        var seconds = keys.take(hash);
        if (seconds > 0) {
            throw new TooManyRequests(ofKey, seconds);
        }
    }

    private void countUnknown(String network) {
        var seconds = addresses.take(network);
        if (seconds > 0) {
            throw new TooManyRequests(
                    "Too many requests without an API key that is known have come from your address.", seconds);
        }
    }
}
