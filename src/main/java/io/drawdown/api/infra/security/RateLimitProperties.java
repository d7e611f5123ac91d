package io.drawdown.api.infra.security;

import io.drawdown.base.limit.LimitProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How many requests are answered. Nothing is limited unless the first is set.
 *
 * @param requestsPerMinute how many of each key in the long run
 * @param burst how many of each key at once; those of a minute, unless set
 * @param unauthenticatedPerMinute how many without a key that is known from each address, in the long run and at once
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

    /** Whether anything is limited. */
    boolean isLimited() {
        return requestsPerMinute != null;
    }

    private static void check(String name, @Nullable Integer value) {
        if (value != null) {
            LimitProperty.check(NAME + name, value);
        }
    }
}
