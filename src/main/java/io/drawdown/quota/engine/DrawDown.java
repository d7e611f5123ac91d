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
 * Draws down the packages of one account, usage record by usage record, in the order of the calls (R8 to R11). It
 * uses no clock and no database. Packages with their balances go in; deductions and uncovered pieces come out. The
 * new balances can be read at any time.
 */
public final class DrawDown {

    private final TreeMap<Terms, Balance> balancesInOrder = new TreeMap<>(Terms.ORDER);
    private final Map<Long, Balance> balancesById = new HashMap<>();

    private static final class Balance {
        private final long totalNodeSeconds;
        private long remainingNodeSeconds;

        Balance(long totalNodeSeconds, long remainingNodeSeconds) {
            this.totalNodeSeconds = totalNodeSeconds;
            this.remainingNodeSeconds = remainingNodeSeconds;
        }
    }

    /** Adds a package with its balance, unless it was added before. */
    public void add(Terms terms, long total, long remaining) {
        if (remaining < 0 || remaining > total) {
            throw new IllegalArgumentException(
                    "Package " + terms.id() + " would have " + remaining + " of " + total + " node-seconds");
        }
        if (!balancesById.containsKey(terms.id())) {
            var balance = new Balance(total, remaining);
            balancesById.put(terms.id(), balance);
            balancesInOrder.put(terms, balance);
        }
    }

    /** Returns whether the package with this id was added. */
    public boolean contains(long packageId) {
        return balancesById.containsKey(packageId);
    }

    /** Returns what remains of a package, in node-seconds. */
    public long remainingNodeSeconds(long packageId) {
        return balance(packageId).remainingNodeSeconds;
    }

    /**
     * Settles a usage record (R9). It cuts the record where matching packages start and end, and takes each piece
     * from the packages that are valid for it, in their order. All matching packages whose validity overlaps the
     * record must have been added, including spent ones, because they cut it too.
     *
     * @throws ArithmeticException if the record's node-seconds overflow (R1); nothing is taken then
     */
    public Outcome settle(Usage usage) {
        var matching = balancesInOrder.keySet().stream()
                .filter(terms -> terms.matches(usage))
                .toList();
        var deductions = new ArrayList<Deduction>();
        var uncovered = new ArrayList<UncoveredPiece>();
        for (var piece : cutIntoPieces(usage, matching)) {
            take(piece, piece.nodeSeconds(), matching, deductions, uncovered);
        }
        return new Outcome(deductions, uncovered);
    }

    /** Settles the charged part of a piece again, with what the packages valid for it have by now (R12). */
    public Outcome settleAgain(Usage usage, UncoveredPiece charged) {
        var matching = balancesInOrder.keySet().stream()
                .filter(terms -> terms.matches(usage))
                .toList();
        var deductions = new ArrayList<Deduction>();
        var uncovered = new ArrayList<UncoveredPiece>();
        take(charged.piece(), charged.nodeSeconds(), matching, deductions, uncovered);
        return new Outcome(deductions, uncovered);
    }

    /**
     * Gives node-seconds back to the package that they were taken from, even if it has expired since (R12).
     *
     * @return what remains of the package then
     * @throws IllegalStateException if they are negative, or more than was taken from the package (R24)
     */
    public long giveBack(long packageId, long nodeSeconds) {
        var balance = balance(packageId);
        var taken = balance.totalNodeSeconds - balance.remainingNodeSeconds;
        if (nodeSeconds < 0 || nodeSeconds > taken) {
            throw new IllegalStateException(
                    "Package " + packageId + " would get back " + nodeSeconds + " of the " + taken + " taken from it");
        }
        balance.remainingNodeSeconds += nodeSeconds;
        return balance.remainingNodeSeconds;
    }

    private void take(
            Piece piece,
            long nodeSeconds,
            List<Terms> matching,
            Collection<Deduction> deductions,
            Collection<UncoveredPiece> uncovered) {
        var open = nodeSeconds;
        for (var terms : matching) {
            if (open == 0) {
                return;
            }
            var balance = balance(terms.id());
            var given = terms.isValidFor(piece) ? Math.min(open, balance.remainingNodeSeconds) : 0;
            if (given > 0) {
                balance.remainingNodeSeconds -= given;
                open -= given;
                deductions.add(new Deduction(piece, terms.id(), given, balance.remainingNodeSeconds));
            }
        }
        if (open > 0) {
            uncovered.add(new UncoveredPiece(piece, open));
        }
    }

    static List<Piece> cutIntoPieces(Usage usage, List<Terms> matching) {
        var cuts = new TreeSet<Instant>();
        for (var terms : matching) {
            cuts.add(terms.effectiveAt());
            cuts.add(terms.expiresAt());
        }
        var whole = usage.pieceBetween(usage.start(), usage.end());
        var pieces = new ArrayList<Piece>();
        var from = whole.from();
        for (var cut : cuts) {
            if (cut.isAfter(whole.from()) && cut.isBefore(whole.to())) {
                pieces.add(usage.pieceBetween(from, cut));
                from = cut;
            }
        }
        pieces.add(usage.pieceBetween(from, whole.to()));
        return pieces;
    }

    private Balance balance(long packageId) {
        var balance = balancesById.get(packageId);
        if (balance == null) {
            throw new NoSuchElementException("Package " + packageId + " was not added");
        }
        return balance;
    }
}
