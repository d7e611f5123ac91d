package io.drawdown.notification.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** How many deliveries of a channel a server makes at the same time, in all and for one account. */
public class DeliverySlots {

    private final int total;
    private final int perAccount;
    private final Map<String, Integer> takenByAccount = new HashMap<>();
    private int free;

    public DeliverySlots(int inAll, int perAccount) {
        this.total = inAll;
        this.perAccount = perAccount;
        this.free = inAll;
    }

    /** The same slots, of which taking some leaves these as they are. */
    public synchronized DeliverySlots copy() {
        var copy = new DeliverySlots(total, perAccount);
        copy.takenByAccount.putAll(takenByAccount);
        copy.free = free;
        return copy;
    }

    synchronized int free() {
        return free;
    }

    /** The accounts that may not have another one now. */
    synchronized Set<String> fullAccounts() {
        return takenByAccount.entrySet().stream()
                .filter(account -> account.getValue() >= perAccount)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Takes one for an account, if it may have one. */
    public synchronized boolean take(String account) {
        if (free == 0 || takenByAccount.getOrDefault(account, 0) >= perAccount) {
            return false;
        }
        takenByAccount.merge(account, 1, Integer::sum);
        free--;
        return true;
    }

    public synchronized void release(String account) {
        takenByAccount.computeIfPresent(account, (code, count) -> count == 1 ? null : count - 1);
        free++;
        notifyAll();
    }

    /** Waits until all are free, but no longer than that; tells whether they are. */
    public synchronized boolean awaitIdle(Duration most) throws InterruptedException {
        var until = System.nanoTime() + most.toNanos();
        while (free < total) {
            var left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
