package io.drawdown.notification;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** How many deliveries of a channel a server makes at the same time, in all and for one account. */
class Slots {

    private final int inAll;
    private final int perAccount;
    private final Map<String, Integer> taken = new HashMap<>();
    private int free;

    Slots(int inAll, int perAccount) {
        this.inAll = inAll;
        this.perAccount = perAccount;
        this.free = inAll;
    }

    /** The same slots, of which taking some leaves these as they are. */
    synchronized Slots copy() {
        var copy = new Slots(inAll, perAccount);
        copy.taken.putAll(taken);
        copy.free = free;
        return copy;
    }

    synchronized int free() {
        return free;
    }

    /** The accounts that may not have another one now. */
    synchronized Set<String> full() {
        return taken.entrySet().stream()
                .filter(account -> account.getValue() >= perAccount)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Takes one for an account, if it may have one. */
    synchronized boolean take(String account) {
        if (free == 0 || taken.getOrDefault(account, 0) >= perAccount) {
            return false;
        }
        taken.merge(account, 1, Integer::sum);
        free--;
        return true;
    }

    synchronized void giveBack(String account) {
        taken.computeIfPresent(account, (code, count) -> count == 1 ? null : count - 1);
        free++;
        notifyAll();
    }

    /** Waits until all are free, but no longer than that; tells whether they are. */
    synchronized boolean awaitIdle(Duration most) throws InterruptedException {
        var until = System.nanoTime() + most.toNanos();
        while (free < inAll) {
            var left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
