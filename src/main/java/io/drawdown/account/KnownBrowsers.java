package io.drawdown.account;

import io.drawdown.account.internal.KnownBrowserRepository;
import io.drawdown.account.internal.SecretGenerator;
import io.drawdown.base.Hash;
import io.drawdown.base.sql.RetryOnConflict;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Knows in which browsers users have signed in, so that others' failures don't make them wait there. A browser is
 * recognised by a token, which is no credential: with it, a password still has to be right.
 */
@Service
public class KnownBrowsers {

    /** How long a browser is known after a sign-in. */
    public static final Duration KNOWN_FOR = Duration.ofDays(180);

    private static final int MAX_PER_USER = 20;

    private final KnownBrowserRepository repository;
    private final Clock clock;

    KnownBrowsers(KnownBrowserRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Whether a user has signed in before in the browser with this token. */
    @Transactional(readOnly = true)
    boolean isKnown(String token, String username) {
        return repository.exists(Hash.sha256(token), username, clock.instant().minus(KNOWN_FOR));
    }

    /**
     * Records that a user has signed in in a browser. The browser gets a new token with each sign-in, so that one that
     * someone else has put there becomes worthless. Checks no access: the user has just signed in.
     *
     * @param token the browser's token until now; null if it has none
     * @return the browser's new token
     */
    @RetryOnConflict
    @Transactional
    public String remember(@Nullable String token, String username) {
        var now = clock.instant();
        var renewed = SecretGenerator.newToken();
        var hash = Hash.sha256(renewed);
        if (token != null) {
            repository.rename(Hash.sha256(token), hash);
        }
        repository.put(hash, username, now);
        repository.deleteOld(username, now.minus(KNOWN_FOR), MAX_PER_USER);
        return renewed;
    }
}
