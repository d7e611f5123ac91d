package io.drawdown.api.infra.limit;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.limit.BoundedLanes;
import io.drawdown.base.limit.TooManyRequestsException;
import io.drawdown.base.spool.SpoolQuota;
import io.drawdown.base.spool.SpooledBytes;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Limits the memory that large bodies take together. Each body is first buffered completely in a file, so that a slow
 * sender holds no resource that others wait for; a sender may have only a few under way. Processing a body takes many
 * times its size, so the buffered bodies share a fraction of the heap. A body that finds no room waits for some
 * seconds and is then refused.
 */
@Component
public class LargeBodyMemory {

    private static final int MEMORY_DIVISOR = 64;
    private static final int KIB = 1024;
    private static final long FILE_BYTES = 1L << 30;
    private static final int MOST_OF_SENDER = 8;
    private static final int MAX_WAIT_SECONDS = 10;
    private static final int RETRY_SECONDS = 5;

    private final int totalKib;
    private final Semaphore freeKib;
    private final int maxWaitSeconds;
    private final BoundedLanes senders = new BoundedLanes(MOST_OF_SENDER, Duration.ZERO, LargeBodyMemory::tooMany);
    private final SpooledBytes.Quota files = new SpoolQuota(FILE_BYTES, LargeBodyMemory::full);

    @Autowired
    LargeBodyMemory() {
        this(Runtime.getRuntime().maxMemory() / MEMORY_DIVISOR, MAX_WAIT_SECONDS);
    }

    LargeBodyMemory(long bytes, int maxWaitSeconds) {
        totalKib = Math.clamp(bytes / KIB, 1, Integer.MAX_VALUE);
        freeKib = new Semaphore(totalKib, true);
        this.maxWaitSeconds = maxWaitSeconds;
    }

    /**
     * Buffers a body completely and waits for memory to process it.
     *
     * @param sender the key whose bodies are limited together
     * @return the body, which holds its memory until it is closed
     * @throws ProblemException if the sender has too many bodies under way, or no memory becomes free in time
     */
    public Body take(String sender, InputStream sent) throws IOException {
        var place = senders.enter(sender);
        var bytes = new SpooledBytes(files);
        try {
            sent.transferTo(bytes.write());
            return new Body(place, bytes, await(bytes.size()));
        } catch (IOException | RuntimeException refused) {
            bytes.close();
            place.close();
            throw refused;
        }
    }

    /** A body that is completely buffered. */
    public final class Body implements Closeable {

        private final BoundedLanes.Place place;
        private final SpooledBytes bytes;
        private final int permits;

        private Body(BoundedLanes.Place place, SpooledBytes bytes, int permits) {
            this.place = place;
            this.bytes = bytes;
            this.permits = permits;
        }

        InputStream read() throws IOException {
            return bytes.read();
        }

        @Override
        public void close() throws IOException {
            freeKib.release(permits);
            place.close();
            bytes.close();
        }
    }

    private int await(long bytes) {
        if (bytes <= BoundedRequest.ANONYMOUS_MAX_BYTES) {
            return 0;
        }
        // A body larger than the whole share takes all of it.
        var wanted = (int) Math.min(Math.ceilDiv(bytes, KIB), totalKib);
        try {
            if (freeKib.tryAcquire(wanted, maxWaitSeconds, TimeUnit.SECONDS)) {
                return wanted;
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        throw full();
    }

    private static ProblemException tooMany() {
        return new TooManyRequestsException(
                "As many large requests of yours are under way as are taken at once.", RETRY_SECONDS);
    }

    private static ProblemException full() {
        return new ProblemException(
                ProblemType.UNAVAILABLE,
                "More large requests are being worked on than the server has memory for. Nothing of this one was done; send it again.");
    }
}
