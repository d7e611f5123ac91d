package io.drawdown.notification.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Limits the concurrent deliveries of a channel on this server, in total and for each account. An account whose last
 * delivery failed has one slot until one succeeds, and all such accounts together have half of the slots: receivers
 * that never answer can't hold up the others.
 */
public class DeliverySlots {

    private final int total;
    private final int perAccount;
    private final Map<String, Integer> takenByAccount = new HashMap<>();
    private final Set<String> failingAccounts = new HashSet<>();
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
        copy.failingAccounts.addAll(failingAccounts);
        copy.free = free;
        return copy;
    }

    synchronized int free() {
        return free;
    }

    /** Returns the accounts that have no free slot. */
    synchronized Set<String> fullAccounts() {
        var full = new HashSet<>(hasRoomForFailing() ? Set.of() : failingAccounts);
        takenByAccount.keySet().stream().filter(account -> !hasRoom(account)).forEach(full::add);
        return full;
    }

    /** Takes a slot for an account; returns false if none is free. */
    public synchronized boolean take(String account) {
        if (free == 0 || !hasRoom(account)) {
            return false;
        }
        takenByAccount.merge(account, 1, Integer::sum);
        free--;
        return true;
    }

    /** Gives a slot back after a delivery that has succeeded or failed. */
    public synchronized void release(String account, boolean hasSucceeded) {
        if (hasSucceeded) {
            failingAccounts.remove(account);
        } else {
            failingAccounts.add(account);
        }
        takenByAccount.computeIfPresent(account, (code, count) -> count == 1 ? null : count - 1);
        free++;
        notifyAll();
    }

    private boolean hasRoom(String account) {
        var taken = takenByAccount.getOrDefault(account, 0);
        return failingAccounts.contains(account) ? taken == 0 && hasRoomForFailing() : taken < perAccount;
    }

    private boolean hasRoomForFailing() {
        var taken = failingAccounts.stream()
                .mapToInt(account -> takenByAccount.getOrDefault(account, 0))
                .sum();
        return taken < Math.ceilDiv(total, 2);
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
