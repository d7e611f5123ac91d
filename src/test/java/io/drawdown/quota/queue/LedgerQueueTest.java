package io.drawdown.quota.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is let in to write to ledgers, and when. */
@Timeout(60)
class LedgerQueueTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void admitsOneRequestPerAccountInOrderOfArrival() throws Exception {
        var queue = queue(2, 64, 1000, LONG);
        var first = queue.enter(Set.of("hot"));
        var threads = new ArrayList<Thread>();
        for (var number = 1; number <= 5; number++) {
            threads.add(startWaiting(queue, "hot " + number, "hot"));
        }
        queue.leave(queue.enter(Set.of("other")));
        assertThat(done).isEmpty();

        queue.leave(first);
        for (var thread : threads) {
            thread.join();
        }
        assertThat(done).containsExactly("hot 1", "hot 2", "hot 3", "hot 4", "hot 5");
        assertThat(queue.waitingCount()).isZero();
    }

    @Test
    void refusesOnlyRequestsOfTheAccountWhoseQueueIsFull() throws Exception {
        var queue = queue(2, 3, 1000, LONG);
        var first = queue.enter(Set.of("hot"));
        var threads = IntStream.range(0, 3)
                .mapToObj(number -> startWaiting(queue, "hot", "hot"))
                .toList();

        assertUnavailable(() -> queue.enter(Set.of("hot")), "3 wait for the account 'hot' already");
        assertUnavailable(() -> queue.enter(Set.of("cold", "hot")), "3 wait for the account 'hot' already");
        queue.leave(queue.enter(Set.of("cold")));

        queue.leave(first);
        for (var thread : threads) {
            thread.join();
        }
        queue.leave(queue.enter(Set.of("hot")));
    }

    @Test
    void limitsHowManyRequestsWaitInTotal() throws Exception {
        var queue = queue(1, 64, 2, LONG);
        var first = queue.enter(Set.of("a"));
        var threads = List.of(startWaiting(queue, "b", "b"), startWaiting(queue, "c", "c"));

        assertUnavailable(() -> queue.enter(Set.of("d")), "2 wait already");

        queue.leave(first);
        for (var thread : threads) {
            thread.join();
        }
    }

    @Test
    void admitsNoMoreRequestsThanItHasConnections() {
        var queue = queue(2, 64, 1000, Duration.ZERO);
        var one = queue.enter(Set.of("a"));
        var two = queue.enter(Set.of());

        assertUnavailable(() -> queue.enter(Set.of("c")), "waited for its turn for too long");
        assertThat(queue.waitingCount()).isZero();

        queue.leave(two);
        queue.leave(queue.enter(Set.of("c")));
        queue.leave(one);
        queue.leave(queue.enter(Set.of("a", "c")));
    }

    @Test
    void forgetsInterruptedAndRefusedRequests() throws Exception {
        var queue = queue(1, 64, 1000, LONG);
        var first = queue.enter(Set.of("a"));
        var interrupted = startWaiting(queue, "interrupted", "a");
        interrupted.interrupt();
        interrupted.join();
        assertThat(done).containsExactly("UNAVAILABLE");
        assertThat(queue.waitingCount()).isZero();

        var refused = startWaiting(queue, "refused", "a", "b");
        queue.refuseAll(new ProblemException(ProblemType.UNAVAILABLE, "The database is away."));
        refused.join();
        assertThat(done).containsExactly("UNAVAILABLE", "UNAVAILABLE");

        queue.leave(first);
        queue.leave(queue.enter(Set.of("a", "b")));
        assertThat(queue.waitingCount()).isZero();
    }

    @Test
    void letsOnlyAFewRequestsOvertakeOneThatAlsoNeedsABusyAccount() throws Exception {
        var queue = queue(2, 64, 1000, LONG);
        var first = queue.enter(Set.of("hot"));
        var both = startWaiting(queue, "both", "hot", "cold");
        for (var time = 0; time < 8; time++) {
            queue.leave(queue.enter(Set.of("cold")));
        }
        var behind = startWaiting(queue, "cold", "cold");
        assertThat(done).isEmpty();

        queue.leave(first);
        both.join();
        behind.join();
        assertThat(done).containsExactly("both", "cold");
    }

    @Test
    void admitsEveryRequestAndNeverTwoForOneAccount() throws Exception {
        var queue = queue(3, 10_000, 10_000, LONG);
        var accounts = List.of("a", "b", "c", "d", "e");
        var inside = new ConcurrentHashMap<String, AtomicInteger>();
        var connections = new AtomicInteger();
        var wrong = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < 1000; number++) {
                var random = new Random(number);
                var some = accounts.stream()
                        .filter(account -> random.nextInt(3) == 0)
                        .collect(Collectors.toSet());
                threads.submit(() -> {
                    var turn = queue.enter(some);
                    if (connections.incrementAndGet() > 3) {
                        wrong.incrementAndGet();
                    }
                    some.forEach(account -> wrong.addAndGet(inside.computeIfAbsent(account, code -> new AtomicInteger())
                            .getAndIncrement()));
                    Thread.yield();
                    some.forEach(account -> inside.get(account).decrementAndGet());
                    connections.decrementAndGet();
                    queue.leave(turn);
                    done.add("done");
                });
            }
        }
        assertThat(done).hasSize(1000);
        assertThat(wrong).hasValue(0);
        assertThat(queue.waitingCount()).isZero();
    }

    private static LedgerQueue queue(int connections, int waitingOfAccount, int waiting, Duration longestWait) {
        return new LedgerQueue(new LedgerQueueProperties(connections, waitingOfAccount, waiting, longestWait));
    }

    /** A request that waits by now, and notes its name, or how it was refused, when it has been let in. */
    private Thread startWaiting(LedgerQueue queue, String name, String... accounts) {
        var before = queue.waitingCount();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                var turn = queue.enter(Set.of(accounts));
                done.add(name);
                queue.leave(turn);
            } catch (ProblemException refused) {
                done.add(refused.type().name());
            }
        });
        await().until(() -> queue.waitingCount() == before + 1);
        return thread;
    }

    private static void assertUnavailable(Runnable entering, String why) {
        assertThatThrownBy(entering::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.type()).isEqualTo(ProblemType.UNAVAILABLE))
                .hasMessageContaining(why);
    }
}
