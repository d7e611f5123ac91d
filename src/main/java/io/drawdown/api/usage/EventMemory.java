package io.drawdown.api.usage;

import io.drawdown.base.Lookup;
import io.drawdown.base.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Memory for event bodies that are being processed, in units of KiB. An account may hold an eighth of it, and more
 * only if it holds nothing else. Requests that wait for one busy account's ledger thus leave the rest to others.
 */
final class EventMemory {

    private static final int SHARE_OF_ACCOUNT = 8;
    private static final int MOST_WAITING_OF_ACCOUNT = 64;

    private final int share;
    private final Duration longestWait;
    private final Supplier<ProblemException> refusal;
    private final Set<Turn> waiting = new LinkedHashSet<>();
    private final Map<String, Integer> waitingOf = new HashMap<>();
    private final Map<String, Integer> heldOf = new HashMap<>();
    private int free;

    EventMemory(int kib, Duration longestWait, Supplier<ProblemException> refusal) {
        free = kib;
        share = kib / SHARE_OF_ACCOUNT;
        this.longestWait = longestWait;
        this.refusal = refusal;
    }

    /** Memory that is held until it is closed. */
    interface Held extends AutoCloseable {

        @Override
        void close();
    }

    // Turns are told apart by the latch, which equals only itself.
    private record Turn(int kib, Set<String> accounts, CountDownLatch letIn) {}

    /**
     * Waits for memory for a body that names these accounts.
     *
     * @throws ProblemException if too many requests wait, or the wait is too long
     */
    Held enter(int kib, Set<String> accounts) {
        var turn = new Turn(kib, accounts, new CountDownLatch(1));
        synchronized (this) {
            queue(turn);
            letIn();
            if (waiting.contains(turn) && accounts.stream().anyMatch(this::isFull)) {
                unqueue(turn);
                throw refusal.get();
            }
        }
        await(turn);
        return () -> leave(turn);
    }

    private boolean isFull(String account) {
        return Lookup.require(waitingOf, account) > MOST_WAITING_OF_ACCOUNT;
    }

    private void await(Turn turn) {
        var interrupted = false;
        try {
            turn.letIn().await(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            interrupted = true;
        }
        synchronized (this) {
            if (waiting.contains(turn)) {
                unqueue(turn);
                letIn(); // those behind it may fit now
            } else if (interrupted) {
                leave(turn);
            } else {
                return;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        throw refusal.get();
    }

    private synchronized void leave(Turn turn) {
        free += turn.kib();
        turn.accounts()
                .forEach(account -> heldOf.computeIfPresent(
                        account, (code, held) -> held == turn.kib() ? null : held - turn.kib()));
        letIn();
    }

    private void letIn() {
        for (var turn : List.copyOf(waiting)) {
            if (!hasShare(turn)) {
                continue;
            }
            if (turn.kib() > free) {
                return;
            }
            unqueue(turn);
            free -= turn.kib();
            turn.accounts().forEach(account -> heldOf.merge(account, turn.kib(), Integer::sum));
            turn.letIn().countDown();
        }
    }

    private boolean hasShare(Turn turn) {
        return turn.accounts().stream()
                .allMatch(account -> !heldOf.containsKey(account) || heldOf.get(account) + turn.kib() <= share);
    }

    private void queue(Turn turn) {
        waiting.add(turn);
        turn.accounts().forEach(account -> waitingOf.merge(account, 1, Integer::sum));
    }

    private void unqueue(Turn turn) {
        waiting.remove(turn);
        turn.accounts()
                .forEach(account ->
                        waitingOf.computeIfPresent(account, (code, number) -> number == 1 ? null : number - 1));
    }
}
