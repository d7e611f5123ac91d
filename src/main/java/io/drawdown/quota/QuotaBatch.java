package io.drawdown.quota;

import io.drawdown.base.Lookup;
import io.drawdown.quota.engine.Deduction;
import io.drawdown.quota.engine.DrawDown;
import io.drawdown.quota.engine.Outcome;
import io.drawdown.quota.engine.Piece;
import io.drawdown.quota.engine.Terms;
import io.drawdown.quota.engine.UncoveredPiece;
import io.drawdown.quota.engine.Usage;
import io.drawdown.quota.engine.Why;
import io.drawdown.quota.internal.DeductionLineRepository;
import io.drawdown.quota.internal.DeductionPayer;
import io.drawdown.quota.internal.DeductionRow;
import io.drawdown.quota.internal.QuotaRepository;
import io.drawdown.quota.ledger.LockedLedgers;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.quota.lines.LineBatch;
import io.drawdown.quota.lines.LineOwner;
import io.drawdown.quota.lines.RunProgress;
import io.drawdown.quota.packages.SettledPackage;
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
 * The draw-down of one transaction. It settles usage records and takes them back in memory, in the order of the
 * calls. {@link #flush} writes everything with a number of statements that doesn't depend on the number of records.
 */
public final class QuotaBatch {

    private final QuotaRepository repository;
    private final DeductionLineRepository lineRepository;
    private final ApplicationEventPublisher events;
    private final LockedLedgers ledgers;
    private final Collection<String> accounts;
    private final Map<String, DrawDown> drawDownByAccount = new HashMap<>();
    private final Map<Long, SettledPackage> packagesById = new HashMap<>();
    private final Map<UsageRef, List<DeductionRow>> unreversed = new HashMap<>();
    private final List<DeductionRow> newRows = new ArrayList<>();
    private final LineBatch<DeductionPayer> lines = new LineBatch<>();
    private final Map<Long, Long> remainingById = new LinkedHashMap<>();
    private @Nullable Map<String, List<Terms>> allPackages;

    /** The uncovered node-seconds of a piece, and why no package covered them (R13). */
    public record ChargeablePiece(Piece piece, long nodeSeconds, Why why) {}

    QuotaBatch(
            QuotaRepository repository,
            DeductionLineRepository lineRepository,
            ApplicationEventPublisher events,
            LockedLedgers ledgers,
            Collection<String> accounts,
            Instant earliest,
            Instant latest,
            Collection<UsageRef> toTakeBack) {
        this.repository = repository;
        this.lineRepository = lineRepository;
        this.events = events;
        this.ledgers = ledgers;
        this.accounts = accounts;
        accounts.forEach(account -> drawDownByAccount.put(account, new DrawDown()));
        repository.findOverlapping(accounts, earliest, latest).forEach(this::addPackage);
        if (!toTakeBack.isEmpty()) {
            var deductions = repository.findUnreversedDeductions(toTakeBack);
            deductions.forEach(this::addUnreversed);
            loadPackagesOf(deductions);
        }
    }

    /** Lets the next deductions of these runs continue the lines of those before. */
    public void continueLines(Collection<RunProgress> runs) {
        lines.load(lineRepository.findToContinue(runs));
    }

    /** Draws a usage record from the account's packages (R9) and returns the pieces that none of them could cover. */
    public List<ChargeablePiece> draw(UsageRef ref, LineOwner owner, Usage usage) {
        return recordOutcome(ref, owner, usage, drawDownOf(ref.account()).settle(usage));
    }

    /** Settles a charge of a usage record again after it was taken back (R12). */
    public List<ChargeablePiece> drawAgain(UsageRef ref, LineOwner owner, Usage usage, UncoveredPiece charged) {
        return recordOutcome(ref, owner, usage, drawDownOf(ref.account()).settleAgain(usage, charged));
    }

    /** Gives the deductions of a usage record back to their packages, by reversals (R12). */
    public void giveBack(UsageRef ref) {
        var deductions = unreversed.remove(ref);
        if (deductions == null) {
            return;
        }
        for (var taken : deductions) {
            var left = drawDownOf(ref.account()).giveBack(taken.packageId(), taken.nodeSeconds());
            remainingById.put(taken.packageId(), left);
            add(new DeductionRow(
                    ref,
                    taken.owner(),
                    ledgers.nextEntry(ref.account()),
                    taken.packageId(),
                    taken.from(),
                    taken.to(),
                    taken.nodeSeconds(),
                    left,
                    taken.entry()));
        }
    }

    /**
     * Writes deductions and reversals, and publishes them as one change.
     *
     * @param happenedAt when the usage happened, which may be before it is settled
     */
    public void flush(Instant happenedAt, Instant settledAt) {
        flush(happenedAt, settledAt, events::publishEvent);
    }

    /** Writes deductions and reversals, and passes the change to a consumer instead of publishing it. */
    public void flush(Instant happenedAt, Instant settledAt, Consumer<QuotaChanged> change) {
        if (!newRows.isEmpty()) {
            repository.insertDeductions(newRows, settledAt);
            lineRepository.write(lines, settledAt);
            repository.updateRemaining(remainingById);
            change.accept(new QuotaChanged(
                    happenedAt,
                    remainingById.entrySet().stream()
                            .map(left ->
                                    Lookup.require(packagesById, left.getKey()).balanceWith(left.getValue()))
                            .toList()));
        }
    }

    private void addPackage(SettledPackage row) {
        drawDownOf(row.account()).add(row.terms(), row.totalNodeSeconds(), row.remainingNodeSeconds());
        packagesById.put(row.terms().id(), row);
    }

    private List<ChargeablePiece> recordOutcome(UsageRef ref, LineOwner owner, Usage usage, Outcome outcome) {
        for (Deduction deduction : outcome.deductions()) {
            var row = new DeductionRow(
                    ref,
                    owner,
                    ledgers.nextEntry(ref.account()),
                    deduction.packageId(),
                    deduction.piece().from(),
                    deduction.piece().to(),
                    deduction.nodeSeconds(),
                    deduction.remainingNodeSeconds(),
                    null);
            add(row);
            addUnreversed(row);
            remainingById.put(deduction.packageId(), deduction.remainingNodeSeconds());
        }
        return outcome.uncovered().stream()
                .map(open -> new ChargeablePiece(
                        open.piece(),
                        open.nodeSeconds(),
                        Why.uncovered(usage, open.piece(), allPackagesOf(ref.account()))))
                .toList();
    }

    private void add(DeductionRow row) {
        newRows.add(row);
        lines.add(row.owner(), new DeductionPayer(row.packageId(), row.reversedEntry() != null), row.toLinePiece());
    }

    private void addUnreversed(DeductionRow row) {
        unreversed.computeIfAbsent(row.usage(), usage -> new ArrayList<>()).add(row);
    }

    private void loadPackagesOf(List<DeductionRow> deductions) {
        var missing = deductions.stream()
                .filter(row -> !drawDownOf(row.usage().account()).contains(row.packageId()))
                .map(DeductionRow::packageId)
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            repository.findByIds(missing).forEach(this::addPackage);
        }
    }

    private DrawDown drawDownOf(String account) {
        var drawDown = drawDownByAccount.get(account);
        if (drawDown == null) {
            throw new IllegalArgumentException("The account " + account + " is not part of this batch");
        }
        return drawDown;
    }

    /** Reads all packages of an account. Spent and expired packages are only read when a charge needs its reason. */
    private List<Terms> allPackagesOf(String account) {
        if (allPackages == null) {
            allPackages = new HashMap<>();
            for (var row : repository.findAll(accounts)) {
                allPackages
                        .computeIfAbsent(row.account(), code -> new ArrayList<>())
                        .add(row.terms());
            }
            allPackages.values().forEach(terms -> terms.sort(Terms.ORDER));
        }
        return allPackages.getOrDefault(account, List.of());
    }
}
