package io.drawdown.api.usage;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.spool.SpoolQuota;
import io.drawdown.base.spool.SpooledBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Limits the memory that requests with events take together. A body is buffered completely before it is parsed, a
 * large one in a file, so that a slow sender holds no resource that others wait for. Large bodies are settled a few
 * at a time, in the order of arrival. Small ones wait neither for them nor for those of other accounts. A response is
 * buffered before it is sent, so that a slow reader holds no resource either.
 */
@Component
class EventRequestQueue {

    private static final long MEMORY_FOR_LARGE = 256L << 20;
    private static final long HEAP_FOR_SMALL = 32;
    private static final int KIB = 1024;
    private static final String ACCOUNT = "account";

    /**
     * A batch of a thousand typical records is smaller than this, so that it doesn't wait behind large batches of
     * others.
     */
    private static final int LARGE_BYTES = 512 * KIB;

    private final EventRequestProperties settings;
    private final JsonMapper json;
    private final ObjectReader tolerant;
    private final Semaphore largeTurns;
    private final EventMemory small;
    private final SpooledBytes.Quota quota;

    @Autowired
    EventRequestQueue(EventRequestProperties settings, JsonMapper json) {
        this(settings, json, Runtime.getRuntime().maxMemory());
    }

    EventRequestQueue(EventRequestProperties settings, JsonMapper json, long heap) {
        this.settings = settings;
        this.json = json;
        tolerant = json.reader().without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
        quota = new SpoolQuota(settings.spool().toBytes(), EventRequestQueue::busyProblem);
        largeTurns =
                new Semaphore(settings.largeAtOnce() > 0 ? settings.largeAtOnce() : maxConcurrentLarge(heap), true);
        small = new EventMemory(
                Math.clamp(heap / HEAP_FOR_SMALL / KIB, 1 + LARGE_BYTES / KIB, Integer.MAX_VALUE),
                settings.longestWait(),
                EventRequestQueue::busyProblem);
    }

    /**
     * Buffers a body completely, and processes it in its turn.
     *
     * @param declared the declared length of the body; negative if unknown
     * @param work computes the response from the body
     * @return the response as JSON, which the caller must close
     * @throws ProblemException if too many requests wait, or the wait is too long
     */
    SpooledBytes answer(InputStream sent, long declared, Function<InputStream, Object> work) throws IOException {
        if (declared > LARGE_BYTES) {
            requireRoom();
        }
        try (var body = new SpooledBytes(quota)) {
            sent.transferTo(body.write());
            if (body.size() > LARGE_BYTES) {
                return answerInTurn(requireRoom(), body, work);
            }
            try (var _ = small.enter(1 + (int) (body.size() / KIB), accounts(body.read()))) {
                return answer(body, work);
            }
        }
    }

    private SpooledBytes answerInTurn(Semaphore turns, SpooledBytes body, Function<InputStream, Object> work)
            throws IOException {
        acquire(turns);
        try {
            return answer(body, work);
        } finally {
            turns.release();
        }
    }

    private SpooledBytes answer(SpooledBytes body, Function<InputStream, Object> work) throws IOException {
        var answer = new SpooledBytes(quota);
        try {
            json.writeValue(answer.write(), work.apply(body.read()));
            return answer;
        } catch (IOException | RuntimeException failed) {
            answer.close();
            throw failed;
        }
    }

    /** Returns the accounts that a body names, as far as it is JSON. Bodies that name none share one place. */
    private Set<String> accounts(InputStream body) {
        var accounts = new HashSet<String>();
        try (var parser = tolerant.createParser(body)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME
                        && parser.currentName().equals(ACCOUNT)
                        && parser.nextToken() == JsonToken.VALUE_STRING) {
                    accounts.add(parser.getString());
                }
            }
        } catch (JacksonException unreadable) {
            // The error is reported when the body is processed.
        }
        return accounts.isEmpty() ? Set.of("") : accounts;
    }

    private void acquire(Semaphore turns) {
        try {
            if (!turns.tryAcquire(settings.longestWait().toMillis(), TimeUnit.MILLISECONDS)) {
                throw busyProblem();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw busyProblem();
        }
    }

    /**
     * Returns the turns of large bodies.
     *
     * @throws ProblemException if too many requests wait for one
     */
    private Semaphore requireRoom() {
        if (largeTurns.getQueueLength() >= settings.mostWaiting()) {
            throw busyProblem();
        }
        return largeTurns;
    }

    private static int maxConcurrentLarge(long heap) {
        var allButOne = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        return Math.clamp(heap / MEMORY_FOR_LARGE, 1, allButOne);
    }

    private static ProblemException busyProblem() {
        return new ProblemException(
                ProblemType.UNAVAILABLE,
                "As many batches of events wait as this server takes at once. None of these events was settled. Send them again in some "
                        + "seconds; smaller batches wait less.");
    }
}
