package io.drawdown.quota.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Draws one account's packages down, usage record by usage record, in the order in which it is asked (R8 to R11).
 * It knows no clock and no database: packages with what remains of them go in, deductions and what is uncovered come
 * out, and the new remainders can be read at any time.
 */
public final class DrawDown {

    private final TreeMap<Terms, Balance> inOrder = new TreeMap<>(Terms.ORDER);
    private final Map<Long, Balance> byId = new HashMap<>();

    private static final class Balance {
        private final long total;
        private long remaining;

        Balance(long total, long remaining) {
            this.total = total;
            this.remaining = remaining;
        }
    }

    /** Adds a package with what remains of it, unless it is known already. */
    public void add(Terms terms, long total, long remaining) {
        if (remaining < 0 || remaining > total) {
            throw new IllegalArgumentException(
                    "Package " + terms.id() + " would have " + remaining + " of " + total + " node-seconds");
        }
        if (!byId.containsKey(terms.id())) {
            var balance = new Balance(total, remaining);
            byId.put(terms.id(), balance);
            inOrder.put(terms, balance);
        }
    }

    /** Whether the package with this id was added. */
    public boolean knows(long packageId) {
        return byId.containsKey(packageId);
    }

    /** What remains of a package, in node-seconds. */
    public long remaining(long packageId) {
        return balance(packageId).remaining;
    }

    /**
     * Settles a usage record (R9): cuts it where matching packages start and end, and takes each piece out of those valid
     * for it, in order. It needs every matching package whose validity touches the record, spent ones included,
     * because they cut too.
     *
     * @throws ArithmeticException if the record's node-seconds overflow (R1); nothing is taken then
     */
    public Outcome settle(Usage usage) {
        var matching =
                inOrder.keySet().stream().filter(terms -> terms.matches(usage)).toList();
        var deductions = new ArrayList<Deduction>();
        var uncovered = new ArrayList<Uncovered>();
        for (var piece : pieces(usage, matching)) {
            take(piece, piece.nodeSeconds(), matching, deductions, uncovered);
        }
        return new Outcome(deductions, uncovered);
    }

    /** Settles anew what of a piece was charged before, with what the packages valid for it have by now (R12). */
    public Outcome settleAgain(Usage usage, Uncovered charged) {
        var matching =
                inOrder.keySet().stream().filter(terms -> terms.matches(usage)).toList();
        var deductions = new ArrayList<Deduction>();
        var uncovered = new ArrayList<Uncovered>();
        take(charged.piece(), charged.nodeSeconds(), matching, deductions, uncovered);
        return new Outcome(deductions, uncovered);
    }

    /**
     * Gives node-seconds back to the package that they were taken from, even if it has expired since (R12).
     *
     * @return what remains of it then
     * @throws IllegalStateException if that is more than was taken from it, or less than nothing (R24)
     */
    public long giveBack(long packageId, long nodeSeconds) {
        var balance = balance(packageId);
        var taken = balance.total - balance.remaining;
        if (nodeSeconds < 0 || nodeSeconds > taken) {
            throw new IllegalStateException(
                    "Package " + packageId + " would get back " + nodeSeconds + " of the " + taken + " taken from it");
        }
        balance.remaining += nodeSeconds;
        return balance.remaining;
    }

    private void take(
            Piece piece,
            long nodeSeconds,
            List<Terms> matching,
            Collection<Deduction> deductions,
            Collection<Uncovered> uncovered) {
        var open = nodeSeconds;
        for (var terms : matching) {
            if (open == 0) {
                return;
            }
            var balance = balance(terms.id());
            var given = terms.validFor(piece) ? Math.min(open, balance.remaining) : 0;
            if (given > 0) {
                balance.remaining -= given;
                open -= given;
                deductions.add(new Deduction(piece, terms.id(), given, balance.remaining));
            }
        }
        if (open > 0) {
            uncovered.add(new Uncovered(piece, open));
        }
    }

    static List<Piece> pieces(Usage usage, List<Terms> matching) {
        var cuts = new TreeSet<Instant>();
        for (var terms : matching) {
            cuts.add(terms.effectiveAt());
            cuts.add(terms.expiresAt());
        }
        var whole = usage.piece(usage.start(), usage.end());
        var pieces = new ArrayList<Piece>();
        var from = whole.from();
        for (var cut : cuts) {
            if (cut.isAfter(whole.from()) && cut.isBefore(whole.to())) {
                pieces.add(usage.piece(from, cut));
                from = cut;
            }
        }
        pieces.add(usage.piece(from, whole.to()));
        return pieces;
    }

    private Balance balance(long packageId) {
        var balance = byId.get(packageId);
        if (balance == null) {
            throw new NoSuchElementException("Package " + packageId + " was not added");
        }
        return balance;
    }
}
