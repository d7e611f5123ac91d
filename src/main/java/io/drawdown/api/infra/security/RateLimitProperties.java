package io.drawdown.api.infra.security;

import io.drawdown.base.limit.LimitProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Limits on the rate of requests. Nothing is limited unless {@code requestsPerMinute} is set.
 *
 * @param requestsPerMinute how many requests each key may send a minute in the long run
 * @param burst how many requests each key may send at once; by default those of a minute
 * @param unauthenticatedPerMinute how many requests without a known key each address may send, a minute and at once
 */
@ConfigurationProperties("drawdown.rate-limit")
record RateLimitProperties(
        @Nullable Integer requestsPerMinute,
        @Nullable Integer burst,
        @Nullable Integer unauthenticatedPerMinute) {

    private static final String NAME = "drawdown.rate-limit.";
    private static final String SWITCH = "requests-per-minute";
    private static final int USUAL_UNAUTHENTICATED = 30;

    RateLimitProperties {
        check(SWITCH, requestsPerMinute);
        check("burst", burst);
        check("unauthenticated-per-minute", unauthenticatedPerMinute);
        if (requestsPerMinute == null && (burst != null || unauthenticatedPerMinute != null)) {
            throw new IllegalArgumentException(NAME + SWITCH + " isn't set, and without it nothing is limited. "
                    + "Set it, too, or take the other properties of " + NAME + "* away.");
        }
        burst = burst == null ? requestsPerMinute : burst;
        unauthenticatedPerMinute = unauthenticatedPerMinute == null ? USUAL_UNAUTHENTICATED : unauthenticatedPerMinute;
    }

    /** Whether requests are limited. */
    boolean isLimited() {
        return requestsPerMinute != null;
    }

    private static void check(String name, @Nullable Integer value) {
        if (value != null) {
            LimitProperty.check(NAME + name, value);
        }
    }
}
