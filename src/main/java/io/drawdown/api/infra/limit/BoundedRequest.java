package io.drawdown.api.infra.limit;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body throws a {@link ProblemException} when it is too large for its sender, or arrives too slowly
 * after the first read. The limit for anonymous senders applies until the sender is known.
 */
class BoundedRequest extends HttpServletRequestWrapper {

    static final long ANONYMOUS_MAX_BYTES = 64 * 1024;

    private static final Duration MIN_DURATION = Duration.ofSeconds(30);
    private static final long MIN_BYTES_PER_SECOND = 64 * 1024;

    private final Clock clock;
    private long limit = ANONYMOUS_MAX_BYTES;
    private @Nullable ServletInputStream stream;
    private @Nullable BufferedReader reader;

    BoundedRequest(HttpServletRequest request, Clock clock) {
        super(request);
        this.clock = clock;
    }

    /** Sets the size limit, and refuses the request at once if its declared length exceeds it. */
    void allow(long bytes) {
        limit = bytes;
        if (getContentLengthLong() > limit) {
            throw tooLargeProblem(limit);
        }
    }

    /** Replaces the body by a buffered copy that was read completely. */
    void readFrom(InputStream taken) {
        stream = new Taken(taken);
    }

    static ProblemException tooLargeProblem(long limit) {
        return new ProblemException(
                ProblemType.CONTENT_TOO_LARGE,
                "The body is larger than "
                        + (limit % (1024 * 1024) == 0 ? limit / (1024 * 1024) + " MiB" : limit / 1024 + " KiB")
                        + (limit == ANONYMOUS_MAX_BYTES
                                ? ", the limit for small requests and for clients that aren't signed in."
                                : ". Send it in parts."));
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new Bounded(super.getInputStream(), clock.instant());
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (reader == null) {
            var encoding = getCharacterEncoding();
            reader = new BufferedReader(new InputStreamReader(
                    getInputStream(), encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
        }
        return reader;
    }

    private Duration maxDuration() {
        return MIN_DURATION.plusSeconds(limit / MIN_BYTES_PER_SECOND);
    }

    private final class Bounded extends ServletInputStream {

        private final ServletInputStream body;
        private final Instant begun;
        private long read;

        Bounded(ServletInputStream body, Instant begun) {
            this.body = body;
            this.begun = begun;
        }

        @Override
        public int read() throws IOException {
            var next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var count = body.read(buffer, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > limit) {
                throw tooLargeProblem(limit);
            }
            if (bytes > 0 && clock.instant().isAfter(begun.plus(maxDuration()))) {
                throw new ProblemException(
                        ProblemType.REQUEST_TIMEOUT,
                        "The body has taken longer than " + maxDuration().toSeconds()
                                + " seconds. Nothing of it was kept; send it again.");
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }

    /** A body that is already buffered. */
    private static final class Taken extends ServletInputStream {

        private final InputStream body;
        private boolean finished;

        Taken(InputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            var next = body.read();
            finished |= next < 0;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var count = body.read(buffer, offset, length);
            finished |= count < 0;
            return count;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body is read where it is asked for");
        }
    }
}
