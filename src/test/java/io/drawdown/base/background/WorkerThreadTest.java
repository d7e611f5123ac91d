package io.drawdown.base.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The thread that background work runs in. */
@ExtendWith(OutputCaptureExtension.class)
class WorkerThreadTest {

    private final WorkerThread thread = new WorkerThread("a test's work", Duration.ofMillis(50));
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);

    @AfterEach
    void stop() {
        open.countDown();
        thread.stop();
    }

    @Test
    void runsTasksOneAfterTheOther() {
        assertThat(thread.schedule(() -> ran.add("before start"), Duration.ZERO))
                .isFalse();
        thread.start();
        thread.start();
        assertThat(thread.isRunning()).isTrue();

        thread.schedule(() -> ran.add("later"), Duration.ofMillis(20));
        for (var task : List.of("first", "second")) {
            assertThat(thread.schedule(() -> ran.add(task), Duration.ZERO)).isTrue();
        }

        await().untilAsserted(() -> assertThat(ran).containsExactly("first", "second", "later"));
    }

    @Test
    void repeatsTasksThatFail(CapturedOutput output) {
        var runs = new AtomicInteger();
        thread.start();
        thread.repeat(
                () -> {
                    if (runs.incrementAndGet() == 1) {
                        throw new IllegalStateException("once");
                    }
                },
                Duration.ofMillis(1));

        await().until(() -> runs.get() > 2);
        assertThat(output).containsOnlyOnce("a test's work failed in a way that it shouldn't");
    }

    @Test
    void waitsForTheRunningTaskAndDropsTheOthers(CapturedOutput output) throws InterruptedException {
        var begun = new CountDownLatch(1);
        var wasInterrupted = new AtomicBoolean();
        thread.start();
        thread.schedule(
                () -> {
                    begun.countDown();
                    try {
                        open.await();
                    } catch (InterruptedException interrupted) {
                        wasInterrupted.set(true);
                    }
                    ran.add("the running one");
                },
                Duration.ZERO);
        thread.schedule(() -> ran.add("a waiting one"), Duration.ZERO);
        begun.await();

        thread.stop();

        assertThat(output).contains("a test's work has not come to an end within 0 seconds");
        assertThat(thread.isRunning()).isFalse();
        assertThat(thread.schedule(() -> ran.add("after stop"), Duration.ZERO)).isFalse();
        open.countDown();
        await().untilAsserted(() -> assertThat(ran).containsExactly("the running one"));
        assertThat(wasInterrupted).isFalse();

        thread.start();
        thread.schedule(() -> ran.add("started again"), Duration.ZERO);
        await().untilAsserted(() -> assertThat(ran).containsExactly("the running one", "started again"));
    }
}
