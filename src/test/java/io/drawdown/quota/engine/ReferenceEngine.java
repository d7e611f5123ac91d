package io.drawdown.quota.engine;

import io.drawdown.catalog.model.Pool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The words of R9 to R13 played out node-second by node-second: slow, meant to be obvious, and nothing of the engine. */
public final class ReferenceEngine {

    private final List<Terms> packages = new ArrayList<>();
    private final Map<Long, Long> remainingById = new HashMap<>();
    private final List<Row> ledger = new ArrayList<>();
    private final Set<Row> reversed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Integer> voided = new HashSet<>();

    /** One row of the ledger: what a piece of a record took from a package, or what of it was charged and why. */
    public sealed interface Row {
        int record();

        Usage usage();

        long from();

        long to();

        long nodeSeconds();
    }

    public record Deducted(
            int record, Usage usage, long from, long to, long nodeSeconds, long packageId, long remainingAfter)
            implements Row {}

    public record Charged(
            int record,
            Usage usage,
            long from,
            long to,
            long nodeSeconds,
            String reason,
            @Nullable Long because) implements Row {}

    /** A package with what remains of it. */
    public void add(Terms terms, long remaining) {
        packages.add(terms);
        packages.sort((one, other) -> one == other ? 0 : givesBefore(one, other) ? -1 : 1);
        remainingById.put(terms.id(), remaining);
    }

    /** What remains of a package. */
    public long remainingNodeSeconds(long packageId) {
        return remainingById.get(packageId);
    }

    /** R9: cuts the record and settles its pieces in the order of time. */
    public List<Row> settle(int record, Usage usage) {
        var rows = new ArrayList<Row>();
        var from = second(usage.start());
        var end = second(usage.end());
        for (var now = from + 1; now <= end; now++) {
            if (now == end || isCut(usage, now)) {
                rows.addAll(settle(record, usage, from, now, usage.nodes() * (now - from)));
                from = now;
            }
        }
        return rows;
    }

    /** R12: gives back and takes back what the record came to; the second time nothing. Names the charges to settle again. */
    public List<Charged> voidRecord(int record) {
        if (!voided.add(record)) {
            return List.of();
        }
        var returned = new HashSet<Long>();
        var named = new ArrayList<Charged>();
        var cameBefore = true;
        for (var row : ledger) {
            if (row.record() == record) {
                cameBefore = false;
                if (reversed.add(row) && row instanceof Deducted deducted) {
                    remainingById.merge(deducted.packageId(), deducted.nodeSeconds(), Long::sum);
                    returned.add(deducted.packageId());
                }
            } else if (!cameBefore
                    && !reversed.contains(row)
                    && row instanceof Charged charged
                    && charged.reason().equals("USED_UP")) {
                named.add(charged);
            }
        }
        named.removeIf(charged -> packages.stream()
                .noneMatch(terms -> returned.contains(terms.id())
                        && matches(terms, charged.usage())
                        && isValid(terms, charged.from(), charged.to())));
        return named;
    }

    /** R12: reverses a charge and settles it anew. */
    List<Row> settleAgain(Charged charged) {
        reversed.add(charged);
        return settle(charged.record(), charged.usage(), charged.from(), charged.to(), charged.nodeSeconds());
    }

    private List<Row> settle(int record, Usage usage, long from, long to, long nodeSeconds) {
        var gave = new LinkedHashMap<Long, Long>();
        var open = 0L;
        for (var nodeSecond = 0L; nodeSecond < nodeSeconds; nodeSecond++) {
            var giver = findFirst(
                    terms -> matches(terms, usage) && isValid(terms, from, to) && remainingNodeSeconds(terms.id()) > 0);
            if (giver == null) {
                open++;
            } else {
                remainingById.merge(giver.id(), -1L, Long::sum);
                gave.merge(giver.id(), 1L, Long::sum);
            }
        }
        var rows = new ArrayList<Row>();
        gave.forEach(
                (id, given) -> rows.add(new Deducted(record, usage, from, to, given, id, remainingNodeSeconds(id))));
        if (open > 0) {
            rows.add(toCharge(record, usage, from, to, open));
        }
        ledger.addAll(rows);
        return rows;
    }

    /** R13: tries one reason after the other on one package after the other. */
    private Charged toCharge(int record, Usage usage, long from, long to, long nodeSeconds) {
        if (usage.pool() == Pool.DEDICATED) {
            return new Charged(record, usage, from, to, nodeSeconds, "DEDICATED_POOL", null);
        }
        var reasons = new LinkedHashMap<String, Predicate<Terms>>();
        reasons.put(
                "USED_UP",
                terms -> matches(terms, usage) && isValid(terms, from, to) && remainingNodeSeconds(terms.id()) == 0);
        reasons.put("NOT_YET_EFFECTIVE", terms -> matches(terms, usage) && second(terms.effectiveAt()) >= to);
        reasons.put("EXPIRED", terms -> matches(terms, usage) && second(terms.expiresAt()) <= from);
        reasons.put(
                "ACTIVITY_NOT_COVERED",
                terms -> sameRegion(terms, usage)
                        && sameSpecification(terms, usage)
                        && !terms.activities().contains(usage.activity())
                        && isValid(terms, from, to));
        reasons.put(
                "OTHER_REGION",
                terms -> sameSpecification(terms, usage) && !sameRegion(terms, usage) && isValid(terms, from, to));
        reasons.put(
                "OTHER_SPECIFICATION",
                terms -> sameRegion(terms, usage) && !sameSpecification(terms, usage) && isValid(terms, from, to));
        for (var reason : reasons.entrySet()) {
            var because = findFirst(reason.getValue());
            if (because != null) {
                return new Charged(record, usage, from, to, nodeSeconds, reason.getKey(), because.id());
            }
        }
        return new Charged(record, usage, from, to, nodeSeconds, "NO_PACKAGE", null);
    }

    private @Nullable Terms findFirst(Predicate<Terms> condition) {
        for (var terms : packages) {
            if (condition.test(terms)) {
                return terms;
            }
        }
        return null;
    }

    private boolean isCut(Usage usage, long now) {
        return packages.stream()
                .anyMatch(terms -> matches(terms, usage)
                        && (second(terms.effectiveAt()) == now || second(terms.expiresAt()) == now));
    }

    private static boolean matches(Terms terms, Usage usage) {
        return usage.pool() != Pool.DEDICATED
                && sameRegion(terms, usage)
                && sameSpecification(terms, usage)
                && terms.activities().contains(usage.activity());
    }

    private static boolean isValid(Terms terms, long from, long to) {
        return second(terms.effectiveAt()) <= from && to <= second(terms.expiresAt());
    }

    private static boolean sameRegion(Terms terms, Usage usage) {
        return terms.region().equals(usage.region());
    }

    private static boolean sameSpecification(Terms terms, Usage usage) {
        return terms.specification().equals(usage.specification());
    }

    private static boolean givesBefore(Terms one, Terms other) {
        if (one.gift() != other.gift()) {
            return one.gift();
        }
        if (second(one.expiresAt()) != second(other.expiresAt())) {
            return second(one.expiresAt()) < second(other.expiresAt());
        }
        if (second(one.effectiveAt()) != second(other.effectiveAt())) {
            return second(one.effectiveAt()) < second(other.effectiveAt());
        }
        if (second(one.createdAt()) != second(other.createdAt())) {
            return second(one.createdAt()) < second(other.createdAt());
        }
        return one.id() < other.id();
    }

    private static long second(Instant instant) {
        return instant.getEpochSecond();
    }
}
