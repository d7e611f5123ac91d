package io.drawdown.notification.internal.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Retry-After} header (RFC 9110, section 10.2.3): seconds, or a date. */
final class RetryAfter {

    /** A server can't ask for longer: retries end after a day (R22). */
    static final Duration MAX = Duration.ofHours(10);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /** Returns the wait that a response asks for, at most {@link #MAX}; null if it asks for none or can't be parsed. */
    static @Nullable Duration of(HttpResponse response, Instant now) {
        var header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        var wait = header == null ? null : parse(header, now);
        return wait == null || !wait.isPositive() ? null : wait.compareTo(MAX) > 0 ? MAX : wait;
    }

    private static @Nullable Duration parse(Header header, Instant now) {
        var text = header.getValue() == null ? "" : header.getValue().strip();
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        var date = DateUtils.parseStandardDate(text);
        return date == null ? null : Duration.between(now, date);
    }
}
