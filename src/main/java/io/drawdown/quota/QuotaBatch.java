package io.drawdown.quota;

import io.drawdown.quota.engine.Deduction;
import io.drawdown.quota.engine.DrawDown;
import io.drawdown.quota.engine.Outcome;
import io.drawdown.quota.engine.Piece;
import io.drawdown.quota.engine.Terms;
import io.drawdown.quota.engine.Uncovered;
import io.drawdown.quota.engine.Usage;
import io.drawdown.quota.engine.Why;
import io.drawdown.quota.internal.DeductionRow;
import io.drawdown.quota.internal.PackageRow;
import io.drawdown.quota.internal.QuotaTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The draw-down of one transaction. It settles usage records and takes them back in memory, in the order in which it is
 * asked, and writes everything in {@link #flush}, with a number of statements that doesn't depend on how many they are.
 */
public final class QuotaBatch {

    private final QuotaTables tables;
    private final ApplicationEventPublisher events;
    private final Ledger.Locked ledger;
    private final Collection<String> accounts;
    private final Map<String, DrawDown> drawDowns = new HashMap<>();
    private final Map<Long, PackageRow> packages = new HashMap<>();
    private final Map<UsageRef, List<DeductionRow>> standing = new HashMap<>();
    private final List<DeductionRow> written = new ArrayList<>();
    private final Map<Long, Long> remaining = new LinkedHashMap<>();
    private @Nullable Map<String, List<Terms>> everything;

    /** What of a piece is to be charged, and why no package covered it (R13). */
    public record Open(Piece piece, long nodeSeconds, Why why) {}

    QuotaBatch(
            QuotaTables tables,
            ApplicationEventPublisher events,
            Ledger.Locked ledger,
            Collection<String> accounts,
            Instant earliest,
            Instant latest,
            Collection<UsageRef> toTakeBack) {
        this.tables = tables;
        this.events = events;
        this.ledger = ledger;
        this.accounts = accounts;
        accounts.forEach(account -> drawDowns.put(account, new DrawDown()));
        tables.touching(accounts, earliest, latest).forEach(this::add);
        if (!toTakeBack.isEmpty()) {
            var deductions = tables.standing(toTakeBack);
            deductions.forEach(this::stands);
            loadPackagesOf(deductions);
        }
    }

    /** Takes a usage record out of the account's packages (R9) and says what none of them could give. */
    public List<Open> draw(UsageRef ref, Usage usage) {
        return post(ref, usage, drawDown(ref.account()).settle(usage));
    }

    /** Settles anew a charge of a usage record that was taken back (R12). */
    public List<Open> drawAgain(UsageRef ref, Usage usage, Uncovered charged) {
        return post(ref, usage, drawDown(ref.account()).settleAgain(usage, charged));
    }

    /** Gives back to its packages what a usage record took, by reversals (R12). */
    public void giveBack(UsageRef ref) {
        var deductions = standing.remove(ref);
        if (deductions == null) {
            return;
        }
        for (var taken : deductions) {
            var left = drawDown(ref.account()).giveBack(taken.packageId(), taken.nodeSeconds());
            remaining.put(taken.packageId(), left);
            written.add(new DeductionRow(
                    ref,
                    ledger.nextEntry(ref.account()),
                    taken.packageId(),
                    taken.from(),
                    taken.to(),
                    taken.nodeSeconds(),
                    left,
                    taken.entry()));
        }
    }

    /**
     * Writes what was settled and given back, and tells of it as one change.
     *
     * @param happenedAt when it happened, which may be before it is settled
     */
    public void flush(Instant happenedAt, Instant settledAt) {
        flush(happenedAt, settledAt, events::publishEvent);
    }

    /** Writes what was settled and given back, and has the change told by somebody else. */
    public void flush(Instant happenedAt, Instant settledAt, Consumer<QuotaChanged> change) {
        if (!written.isEmpty()) {
            tables.insert(written, settledAt);
            tables.keepRemaining(remaining);
            change.accept(new QuotaChanged(
                    happenedAt,
                    remaining.entrySet().stream()
                            .map(left -> packages.get(left.getKey()).balance(left.getValue()))
                            .toList()));
        }
    }

    private void add(PackageRow row) {
        drawDown(row.account()).add(row.terms(), row.total(), row.remaining());
        packages.put(row.terms().id(), row);
    }

    private List<Open> post(UsageRef ref, Usage usage, Outcome outcome) {
        for (Deduction deduction : outcome.deductions()) {
            var row = new DeductionRow(
                    ref,
                    ledger.nextEntry(ref.account()),
                    deduction.packageId(),
                    deduction.piece().from(),
                    deduction.piece().to(),
                    deduction.nodeSeconds(),
                    deduction.remainingAfter(),
                    null);
            written.add(row);
            stands(row);
            remaining.put(deduction.packageId(), deduction.remainingAfter());
        }
        return outcome.uncovered().stream()
                .map(open -> new Open(
                        open.piece(),
                        open.nodeSeconds(),
                        Why.uncovered(usage, open.piece(), packagesOf(ref.account()))))
                .toList();
    }

    private void stands(DeductionRow row) {
        standing.computeIfAbsent(row.usage(), usage -> new ArrayList<>()).add(row);
    }

    private void loadPackagesOf(List<DeductionRow> deductions) {
        var missing = deductions.stream()
                .filter(row -> !drawDown(row.usage().account()).knows(row.packageId()))
                .map(DeductionRow::packageId)
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            tables.byId(missing).forEach(this::add);
        }
    }

    private DrawDown drawDown(String account) {
        var drawDown = drawDowns.get(account);
        if (drawDown == null) {
            throw new IllegalArgumentException("The account " + account + " is not part of this batch");
        }
        return drawDown;
    }

    /** Spent and expired packages are read only once a charge needs its reason. */
    private List<Terms> packagesOf(String account) {
        if (everything == null) {
            everything = new HashMap<>();
            for (var row : tables.all(accounts)) {
                everything
                        .computeIfAbsent(row.account(), code -> new ArrayList<>())
                        .add(row.terms());
            }
            everything.values().forEach(terms -> terms.sort(Terms.ORDER));
        }
        return everything.getOrDefault(account, List.of());
    }
}
