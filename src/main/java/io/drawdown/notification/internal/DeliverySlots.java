package io.drawdown.notification.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Limits the concurrent deliveries of a channel on this server, in total and for each account. */
public class DeliverySlots {

    private final int total;
    private final int perAccount;
    private final Map<String, Integer> takenByAccount = new HashMap<>();
    private int free;

    public DeliverySlots(int free, int perAccount) {
        this.total = free;
        this.perAccount = perAccount;
        this.free = free;
    }

    /** Returns an independent copy. */
    public synchronized DeliverySlots copy() {
        var copy = new DeliverySlots(total, perAccount);
        copy.takenByAccount.putAll(takenByAccount);
        copy.free = free;
        return copy;
    }

    synchronized int free() {
        return free;
    }

    /** Returns the accounts that have no free slot. */
    synchronized Set<String> fullAccounts() {
        return takenByAccount.entrySet().stream()
                .filter(account -> account.getValue() >= perAccount)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Takes a slot for an account; returns false if none is free. */
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

    /** Waits until all slots are free, for at most the given time; returns whether they are. */
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
