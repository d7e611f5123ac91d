package io.drawdown.api.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.spool.SpooledBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

class EventRequestQueueTest {

    private static final int LARGE = 1024 * 1024;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch settled = new CountDownLatch(1);
    private final AtomicInteger settling = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @AfterEach
    void end() {
        settled.countDown();
        threads.close();
    }

    @Test
    void returnsResultOfWork() throws Exception {
        var requests = requests(1, 1, Duration.ofSeconds(10), DataSize.ofMegabytes(10));

        assertThat(answer(requests, "{\"a\": 1}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("8");
        assertThat(answer(requests, new byte[LARGE])).isEqualTo(Integer.toString(LARGE));
        try (var longer = requests.answer(new ByteArrayInputStream(new byte[1]), -1, body -> "x".repeat(LARGE))) {
            assertThat(longer.size()).isEqualTo(LARGE + 2);
            assertThat(longer.read().readAllBytes()).hasSize(LARGE + 2);
        }
    }

    @Test
    void limitsConcurrentLargeBodiesAndRejectsBeyondQueue() throws Exception {
        var requests = requests(2, 3, Duration.ofMinutes(1), DataSize.ofMegabytes(100));
        var taken = new ArrayList<Future<String>>();
        for (var request = 1; request <= 5; request++) {
            taken.add(threads.submit(() -> answerWhileHeld(requests, new byte[LARGE])));
        }
        await().untilAsserted(() -> {
            assertThat(settling).hasValue(2);
            assertRefused(() -> requests.answer(new ByteArrayInputStream(new byte[0]), LARGE, body -> "")
                    .close());
        });
        assertRefused(() -> requests.answer(new ByteArrayInputStream(new byte[LARGE]), -1, body -> "")
                .close());
        assertThat(answer(requests, new byte[10]))
                .as("a small one doesn't wait for them")
                .isEqualTo("10");
        assertThat(answer(requests, new byte[400_000]))
                .as("nor do a thousand records")
                .isEqualTo("400000");

        settled.countDown();
        for (var one : taken) {
            assertThat(one.get()).isEqualTo(Integer.toString(LARGE));
        }
        assertThat(mostAtOnce).hasValue(2);
    }

    @Test
    void rejectsOverdueRequests() throws Exception {
        var requests = requests(1, 3, Duration.ZERO, DataSize.ofMegabytes(100));
        var holder = threads.submit(() -> answerWhileHeld(requests, new byte[LARGE]));
        await().untilAsserted(() -> assertThat(settling).hasValue(1));

        assertRefused(() -> requests.answer(new ByteArrayInputStream(new byte[LARGE]), -1, body -> "")
                .close());

        settled.countDown();
        assertThat(holder.get()).isEqualTo(Integer.toString(LARGE));
    }

    @Test
    void readsBodyBeforeTakingTurn() throws Exception {
        var requests = requests(1, 1, Duration.ofSeconds(10), DataSize.ofMegabytes(100));
        try (var slow = new PipedOutputStream()) {
            var body = new PipedInputStream(slow, 2 * LARGE);
            slow.write(new byte[LARGE]);
            var waiting = threads.submit(() -> answer(requests, body));
            await().until(() -> body.available() == 0);

            assertThat(answer(requests, new byte[LARGE])).isEqualTo(Integer.toString(LARGE));

            slow.write(1);
            slow.close();
            assertThat(waiting.get()).isEqualTo(Integer.toString(LARGE + 1));
        }
    }

    @Test
    void thousandsOfRecordsThatWaitForOneAccountLeaveRoomToOthers() throws Exception {
        var requests = new EventRequestQueue(
                new EventRequestProperties(1, 1, Duration.ofMinutes(1), DataSize.ofMegabytes(100)),
                JsonMapper.builder().build(),
                512L << 20);
        var held = new ArrayList<Future<String>>();
        for (var request = 0; request < 70; request++) {
            var body = batch(323, request % 2 == 0 ? "busy" : "busy\", \"account\": \"mixed-" + request);
            held.add(threads.submit(() -> answerWhileHeld(requests, body)));
        }
        await().untilAsserted(() -> assertThat(settling).hasValueGreaterThan(5));

        assertThat(threads.submit(() -> answer(requests, batch(1, "other"))).get(20, TimeUnit.SECONDS))
                .isNotEmpty();
        assertThat(threads.submit(() -> answer(requests, batch(323, "another"))).get(20, TimeUnit.SECONDS))
                .isNotEmpty();

        settled.countDown();
        var refused = 0;
        for (var one : held) {
            try {
                one.get();
            } catch (ExecutionException tooMany) {
                refused++;
            }
        }
        assertThat(refused).isLessThanOrEqualTo(6);
        assertThat(answer(requests, batch(323, "busy"))).isNotEmpty();
    }

    private static byte[] batch(int kib, String account) {
        return "[{\"data\": {\"account\": \"%s\", \"note\": \"%s\"}}]"
                .formatted(account, "x".repeat(kib * 1024 - 100))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void limitsSpooledBytesAndReleasesThem() throws Exception {
        var requests = requests(1, 1, Duration.ofSeconds(10), DataSize.ofBytes(LARGE));

        for (var request = 1; request <= 3; request++) {
            assertRefused(() -> answer(requests, new byte[LARGE + 1]));
            assertThat(answer(requests, new byte[LARGE])).isEqualTo(Integer.toString(LARGE));
            assertThatThrownBy(() -> requests.answer(new ByteArrayInputStream(new byte[LARGE]), -1, body -> {
                        throw new IllegalStateException("not settled");
                    }))
                    .hasMessage("not settled");
        }
    }

    private EventRequestQueue requests(int largeAtOnce, int mostWaiting, Duration longestWait, DataSize spool) {
        return new EventRequestQueue(
                new EventRequestProperties(largeAtOnce, mostWaiting, longestWait, spool),
                JsonMapper.builder().build());
    }

    private String answerWhileHeld(EventRequestQueue requests, byte[] body) throws IOException {
        try (var answer = requests.answer(new ByteArrayInputStream(body), body.length, sent -> {
            mostAtOnce.accumulateAndGet(settling.incrementAndGet(), Math::max);
            try {
                settled.await();
                return length(sent);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            } finally {
                settling.decrementAndGet();
            }
        })) {
            return text(answer);
        }
    }

    private static String answer(EventRequestQueue requests, byte[] body) throws IOException {
        return answer(requests, new ByteArrayInputStream(body));
    }

    private static String answer(EventRequestQueue requests, InputStream body) throws IOException {
        try (var answer = requests.answer(body, -1, EventRequestQueueTest::length)) {
            return text(answer);
        }
    }

    private static long length(InputStream sent) {
        try {
            return sent.readAllBytes().length;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(SpooledBytes answer) throws IOException {
        return new String(answer.read().readAllBytes(), StandardCharsets.UTF_8);
    }

    private interface Action {
        void run() throws IOException, InterruptedException, ExecutionException;
    }

    private static void assertRefused(Action action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
    }
}
