package io.drawdown.quota;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The requests of this server that want to write to ledgers, in the order of their arrival. Of each account one is let in at a
 * time, since the others would hold a connection of the pool only to wait for the account's lock, and few in all, so that those who
 * only read find connections. Who holds nothing waits here, and whoever is let in holds all that they asked for, so that none can
 * wait for each other for ever.
 */
class LedgerQueue {

    /**
     * How often a request for several accounts, which must wait until all of them are free, may be overtaken by later ones for some
     * of them. After that they wait behind it.
     */
    private static final int MOST_OVERTAKEN = 8;

    private final LedgerQueueProperties limits;
    private final Set<Turn> waiting = new LinkedHashSet<>();
    private final Map<String, Integer> waitingOf = new HashMap<>();
    private final Set<String> held = new HashSet<>();
    private int free;

    LedgerQueue(LedgerQueueProperties limits) {
        this.limits = limits;
        this.free = limits.connections();
    }

    /** A place in the queue, and later the right to write. */
    static final class Turn {

        private final Set<String> accounts;
        private final CountDownLatch decided = new CountDownLatch(1);
        private boolean letIn;
        private int overtaken;
        private @Nullable ProblemException refusal;

        private Turn(Set<String> accounts) {
            this.accounts = accounts;
        }
    }

    /**
     * Waits until nobody else of this server writes for any of these accounts.
     *
     * @return what is to be given back by {@link #leave} in any case
     * @throws ProblemException if too many wait already, or for too long; it doesn't wait any more then
     */
    Turn enter(Set<String> accounts) {
        var turn = new Turn(accounts);
        synchronized (this) {
            queue(turn);
            letIn();
            if (!turn.letIn) {
                refuseIfFull(turn);
            }
        }
        return await(turn);
    }

    /** Lets the next ones in. */
    synchronized void leave(Turn turn) {
        held.removeAll(turn.accounts);
        free++;
        letIn();
    }

    /** Refuses all that wait, since what they wait for isn't to be had. */
    synchronized void refuseAll(ProblemException why) {
        for (var turn : List.copyOf(waiting)) {
            turn.refusal = why;
            unqueue(turn);
            turn.decided.countDown();
        }
    }

    /** How many wait. */
    synchronized int size() {
        return waiting.size();
    }

    private Turn await(Turn turn) {
        var interrupted = false;
        try {
            turn.decided.await(limits.longestWait().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            interrupted = true;
        }
        synchronized (this) {
            if (interrupted) {
                Thread.currentThread().interrupt();
                if (turn.letIn) {
                    leave(turn);
                }
            }
            if (turn.letIn && !interrupted) {
                return turn;
            }
            if (waiting.contains(turn)) {
                unqueue(turn);
                letIn(); // those behind it may have waited for it alone
            }
            throw turn.refusal == null ? refusal("has waited for its turn for too long") : turn.refusal;
        }
    }

    private void refuseIfFull(Turn turn) {
        var busy = turn.accounts.stream()
                .filter(account -> waitingOf.get(account) > limits.waitingOfAccount())
                .findFirst();
        if (busy.isPresent()) {
            unqueue(turn);
            throw refusal("is one too many: " + limits.waitingOfAccount() + " wait for the account '" + busy.get()
                    + "' already");
        }
        if (waiting.size() > limits.waiting()) {
            unqueue(turn);
            throw refusal("is one too many: " + limits.waiting() + " wait already");
        }
    }

    private static ProblemException refusal(String why) {
        return new ProblemException(
                ProblemType.UNAVAILABLE, "The request " + why + ". Nothing of it was done; send it again later.");
    }

    private void queue(Turn turn) {
        waiting.add(turn);
        turn.accounts.forEach(account -> waitingOf.merge(account, 1, Integer::sum));
    }

    private void unqueue(Turn turn) {
        waiting.remove(turn);
        turn.accounts.forEach(
                account -> waitingOf.computeIfPresent(account, (code, number) -> number == 1 ? null : number - 1));
    }

    private void letIn() {
        if (waiting.isEmpty()) {
            return;
        }
        var passedOver = new LinkedHashSet<Turn>();
        var reserved = new HashSet<String>();
        for (var turn : List.copyOf(waiting)) {
            if (free == 0) {
                return;
            }
            if (Collections.disjoint(turn.accounts, held) && Collections.disjoint(turn.accounts, reserved)) {
                letIn(turn);
                passedOver.stream()
                        .filter(earlier -> !Collections.disjoint(earlier.accounts, turn.accounts))
                        .forEach(earlier -> earlier.overtaken++);
            } else {
                passedOver.add(turn);
                if (turn.overtaken >= MOST_OVERTAKEN) {
                    reserved.addAll(turn.accounts);
                }
            }
        }
    }

    private void letIn(Turn turn) {
        unqueue(turn);
        held.addAll(turn.accounts);
        free--;
        turn.letIn = true;
        turn.decided.countDown();
    }
}
