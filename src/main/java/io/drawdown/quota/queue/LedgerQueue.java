package io.drawdown.quota.queue;

import io.drawdown.base.Lookup;
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
 * The queue of this server's requests that want to write to ledgers, in the order of their arrival. It admits one
 * request at a time for each account, because the others would hold a connection of the pool only to wait for the
 * account's lock. It also limits the admitted requests overall, so that readers find connections. A waiting request
 * holds nothing, and an admitted one holds all of its accounts, so requests can't deadlock.
 */
class LedgerQueue {

    /**
     * How often a request for several accounts may be overtaken by later requests for some of them. After that, later
     * requests wait behind it.
     */
    private static final int MAX_OVERTAKEN = 8;

    private final LedgerQueueProperties limits;
    private final Set<Turn> waiting = new LinkedHashSet<>();
    private final Map<String, Integer> waitingByAccount = new HashMap<>();
    private final Set<String> heldAccounts = new HashSet<>();
    private int freeConnections;

    LedgerQueue(LedgerQueueProperties limits) {
        this.limits = limits;
        this.freeConnections = limits.connections();
    }

    /** A place in the queue. Once it is admitted, it is the right to write. */
    static final class Turn {

        private final Set<String> accounts;
        private final CountDownLatch decided = new CountDownLatch(1);
        private boolean admitted;
        private int overtakenCount;
        private @Nullable ProblemException refusal;

        private Turn(Set<String> accounts) {
            this.accounts = accounts;
        }
    }

    /**
     * Waits until no other request of this server writes for any of these accounts.
     *
     * @return the turn, which must be given back by {@link #leave} in any case
     * @throws ProblemException if too many requests wait already, or this one has waited for too long; it has left
     * the queue then
     */
    Turn enter(Set<String> accounts) {
        var turn = new Turn(accounts);
        synchronized (this) {
            enqueue(turn);
            admit();
            if (!turn.admitted) {
                refuseIfFull(turn);
            }
        }
        return await(turn);
    }

    /** Ends a turn and admits the next requests. */
    synchronized void leave(Turn turn) {
        heldAccounts.removeAll(turn.accounts);
        freeConnections++;
        admit();
    }

    /** Refuses all waiting requests, since the database isn't available. */
    synchronized void refuseAll(ProblemException why) {
        for (var turn : List.copyOf(waiting)) {
            turn.refusal = why;
            dequeue(turn);
            turn.decided.countDown();
        }
    }

    /** Returns the number of waiting requests. */
    synchronized int waitingCount() {
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
                if (turn.admitted) {
                    leave(turn);
                }
            }
            if (turn.admitted && !interrupted) {
                return turn;
            }
            if (waiting.contains(turn)) {
                dequeue(turn);
                admit(); // requests behind this one may have waited only for it
            }
            throw turn.refusal == null ? refusal("has waited for its turn for too long") : turn.refusal;
        }
    }

    private void refuseIfFull(Turn turn) {
        var busy = turn.accounts.stream()
                .filter(account -> Lookup.require(waitingByAccount, account) > limits.waitingOfAccount())
                .findFirst();
        if (busy.isPresent()) {
            dequeue(turn);
            throw refusal("is one too many: " + limits.waitingOfAccount() + " wait for the account '" + busy.get()
                    + "' already");
        }
        if (waiting.size() > limits.waiting()) {
            dequeue(turn);
            throw refusal("is one too many: " + limits.waiting() + " wait already");
        }
    }

    private static ProblemException refusal(String why) {
        return new ProblemException(
                ProblemType.UNAVAILABLE, "The request " + why + ". Nothing of it was done; send it again later.");
    }

    private void enqueue(Turn turn) {
        waiting.add(turn);
        turn.accounts.forEach(account -> waitingByAccount.merge(account, 1, Integer::sum));
    }

    private void dequeue(Turn turn) {
        waiting.remove(turn);
        turn.accounts.forEach(account ->
                waitingByAccount.computeIfPresent(account, (code, number) -> number == 1 ? null : number - 1));
    }

    private void admit() {
        if (waiting.isEmpty()) {
            return;
        }
        var passedOver = new LinkedHashSet<Turn>();
        var reserved = new HashSet<String>();
        for (var turn : List.copyOf(waiting)) {
            if (freeConnections == 0) {
                return;
            }
            if (Collections.disjoint(turn.accounts, heldAccounts) && Collections.disjoint(turn.accounts, reserved)) {
                admit(turn);
                passedOver.stream()
                        .filter(earlier -> !Collections.disjoint(earlier.accounts, turn.accounts))
                        .forEach(earlier -> earlier.overtakenCount++);
            } else {
                passedOver.add(turn);
                if (turn.overtakenCount >= MAX_OVERTAKEN) {
                    reserved.addAll(turn.accounts);
                }
            }
        }
    }

    private void admit(Turn turn) {
        dequeue(turn);
        heldAccounts.addAll(turn.accounts);
        freeConnections--;
        turn.admitted = true;
        turn.decided.countDown();
    }
}
