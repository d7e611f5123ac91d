package io.drawdown.api;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.SpoolQuota;
import io.drawdown.base.SpooledBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bounds what requests that report events hold in memory together. A body is taken whole before anything is made of it, a large one
 * in a file, so that a slow sender holds nothing that others wait for. Large ones are then settled a few at a time, in the order in
 * which they came; small ones don't wait for them. An answer leaves what was settled behind before it is sent, so that a slow reader
 * holds nothing either.
 */
@Component
class EventRequests {

    private static final long MEMORY_FOR_LARGE = 256L << 20;
    private static final long HEAP_FOR_SMALL = 32;
    private static final int KIB = 1024;

    /** A batch of a thousand usual records is smaller: one account's must not hold up those of others. */
    private static final int LARGE = 512 * KIB;

    private final EventRequestProperties settings;
    private final JsonMapper json;
    private final Semaphore large;
    private final Semaphore smallKib;
    private final SpooledBytes.Quota quota;

    EventRequests(EventRequestProperties settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
        quota = new SpoolQuota(settings.spool().toBytes(), EventRequests::busy);
        var heap = Runtime.getRuntime().maxMemory();
        large = new Semaphore(settings.largeAtOnce() > 0 ? settings.largeAtOnce() : largeAtOnce(heap), true);
        smallKib =
                new Semaphore((int) Math.clamp(heap / HEAP_FOR_SMALL / KIB, 1 + LARGE / KIB, Integer.MAX_VALUE), true);
    }

    /**
     * Takes a body to its end, and then has it answered in its turn.
     *
     * @param declared the body's length, below 0 if it isn't known
     * @param work makes an answer of the body
     * @return the answer as JSON, to be closed
     * @throws ProblemException if too many wait already, or for too long
     */
    SpooledBytes answer(InputStream sent, long declared, Function<InputStream, Object> work) throws IOException {
        if (declared > LARGE) {
            requireRoom();
        }
        try (var body = new SpooledBytes(quota)) {
            sent.transferTo(body.write());
            return body.size() <= LARGE
                    ? inTurn(smallKib, 1 + (int) (body.size() / KIB), body, work)
                    : inTurn(requireRoom(), 1, body, work);
        }
    }

    private SpooledBytes inTurn(Semaphore turns, int permits, SpooledBytes body, Function<InputStream, Object> work)
            throws IOException {
        acquire(turns, permits);
        var answer = new SpooledBytes(quota);
        try {
            json.writeValue(answer.write(), work.apply(body.read()));
            return answer;
        } catch (IOException | RuntimeException failed) {
            answer.close();
            throw failed;
        } finally {
            turns.release(permits);
        }
    }

    private void acquire(Semaphore turns, int permits) {
        try {
            if (!turns.tryAcquire(permits, settings.longestWait().toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    /** The turns of large bodies, unless too many wait for one. */
    private Semaphore requireRoom() {
        if (large.getQueueLength() >= settings.mostWaiting()) {
            throw busy();
        }
        return large;
    }

    private static int largeAtOnce(long heap) {
        var allButOne = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        return (int) Math.clamp(heap / MEMORY_FOR_LARGE, 1, allButOne);
    }

    private static ProblemException busy() {
        return new ProblemException(
                ProblemType.UNAVAILABLE,
                "As many large batches of events wait as this server takes at once. None of these events was settled. Send them again in some "
                        + "seconds; smaller batches wait less.");
    }
}
