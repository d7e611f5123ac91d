package io.drawdown.usage;

import io.drawdown.account.Access;
import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Lookup;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.QueuedByAccount;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.billing.Billing;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.engine.Piece;
import io.drawdown.quota.engine.UncoveredPiece;
import io.drawdown.quota.ledger.LockedLedgers;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.usage.event.EventKey;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.event.VoidedUsage;
import io.drawdown.usage.internal.CoverableChargeRepository;
import io.drawdown.usage.internal.RunRepository;
import io.drawdown.usage.internal.SettledUsage;
import io.drawdown.usage.internal.UsageRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * The service for corrections after a void: it finds charges that the returned quota could have covered, and settles
 * them again (R12).
 */
@Service
public class Corrections {

    private final UsageRepository usageRepository;
    private final RunRepository runRepository;
    private final CoverableChargeRepository coverableCharges;
    private final Ledger ledger;
    private final Billing billing;
    private final Accounts accounts;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Corrections(
            UsageRepository usageRepository,
            RunRepository runRepository,
            CoverableChargeRepository coverableCharges,
            Ledger ledger,
            Billing billing,
            Accounts accounts,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.usageRepository = usageRepository;
        this.runRepository = runRepository;
        this.coverableCharges = coverableCharges;
        this.ledger = ledger;
        this.billing = billing;
        this.accounts = accounts;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The result of settling charges again.
     *
     * @param charges how many were reversed
     * @param nodeSeconds their node-seconds in all
     * @param coveredNodeSeconds what packages covered this time; the rest is charged again
     * @param reversed the amount that was reversed
     * @param charged the amount that was charged again
     */
    public record SettledAgain(int charges, long nodeSeconds, long coveredNodeSeconds, Money reversed, Money charged) {}

    /** Lists voided usage whose returned quota could cover charges now, the last voided first. Only for admins. */
    @Transactional(readOnly = true)
    public Listing<VoidedUsage> listVoided(@Nullable String account, @Nullable String job) {
        access.requireAdmin();
        if (account != null) {
            access.requireAdminOf(account);
        }
        return coverableCharges.listVoided(account, job);
    }

    /**
     * Returns the unreversed charges after a voided record that the returned quota could have covered, in their
     * order. Only for admins.
     */
    @Transactional(readOnly = true)
    public List<EventResult.Coverable> listCoverable(String account, String source, String id) {
        access.requireAdminOf(account);
        return coverableCharges.findAll(findVoidedRecords(account, source, id));
    }

    /**
     * Reverses these charges and settles them again, in their order and in one transaction. Only for admins.
     * Repeating it settles the charges that remain and can be covered by then.
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public SettledAgain settleAgain(String code, String source, String id) {
        access.requireAdminOf(code);
        var settled = settleLocked(code, source, id);
        if (settled.charges() > 0) {
            events.publishEvent(new AuditedChange(AuditAction.SETTLED_AGAIN, code, source + " " + id, null, settled));
        }
        return settled;
    }

    /**
     * Returns the result that {@link #settleAgain} would have now. It settles in a transaction that is rolled back.
     * Only for admins.
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public SettledAgain previewSettleAgain(String code, String source, String id) {
        access.requireAdminOf(code);
        var settled = settleLocked(code, source, id);
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return settled;
    }

    private SettledAgain settleLocked(String code, String source, String id) {
        var lockedLedgers = ledger.lock(List.of(code));
        var account = accounts.current(code);
        var charges = coverableCharges.findAll(findVoidedRecords(code, source, id));
        return charges.isEmpty()
                ? new SettledAgain(0, 0, 0, Money.zero(account.currency()), Money.zero(account.currency()))
                : settleAgain(account, lockedLedgers, charges);
    }

    private SettledAgain settleAgain(
            Account account, LockedLedgers lockedLedgers, List<EventResult.Coverable> charges) {
        var usage = usageRepository.findSettled(
                account.code(),
                charges.stream().map(EventResult.Coverable::usageEntry).collect(Collectors.toSet()));
        var refs = usage.values().stream().map(SettledUsage::ref).collect(Collectors.toSet());
        var earliest = charges.stream()
                .map(EventResult.Coverable::from)
                .min(Instant::compareTo)
                .orElseThrow();
        var latest = charges.stream()
                .map(EventResult.Coverable::to)
                .max(Instant::compareTo)
                .orElseThrow();
        var quotas = ledger.openBatch(lockedLedgers, List.of(account.code()), earliest, latest, Set.of());
        var batch = billing.openChargeBatch(lockedLedgers, refs);
        for (var charge : charges) {
            batch.reverse(account, Lookup.require(usage, charge.usageEntry()).ref(), charge.entry());
        }
        var open = 0L;
        var reversed = Money.zero(account.currency());
        var charged = Money.zero(account.currency());
        for (var charge : charges) {
            var settled = Lookup.require(usage, charge.usageEntry());
            var uncovered = quotas.drawAgain(
                    settled.ref(),
                    settled.owner(),
                    settled.usage(),
                    new UncoveredPiece(
                            new Piece(charge.from(), charge.to(), charge.nodeSeconds()), charge.nodeSeconds()));
            batch.charge(account, settled.ref(), settled.owner(), settled.usage(), settled.perNodeHour(), uncovered);
            reversed = reversed.plus(settled.perNodeHour().forNodeSeconds(charge.nodeSeconds()));
            for (var rest : uncovered) {
                open += rest.nodeSeconds();
                charged = charged.plus(settled.perNodeHour().forNodeSeconds(rest.nodeSeconds()));
            }
        }
        var now = clock.instant();
        quotas.flush(now, now);
        batch.flush();
        ledger.save(lockedLedgers);
        var total =
                charges.stream().mapToLong(EventResult.Coverable::nodeSeconds).sum();
        return new SettledAgain(charges.size(), total, total - open, reversed.normalized(), charged.normalized());
    }

    /** Finds the voided usage records of an event: its own, or those of the run that it started. */
    private List<UsageRef> findVoidedRecords(String account, String source, String id) {
        var key = new EventKey(account, source, id);
        var known = usageRepository.findEvents(List.of(key)).get(key);
        if (known == null
                || !List.of(UsageEvent.Recorded.TYPE, UsageEvent.Started.TYPE).contains(known.type())) {
            throw ProblemException.notFound("The usage record or start of a job '" + id + "' of " + source);
        }
        var event = new UsageRef(account, known.entry());
        var records =
                known.type().equals(UsageEvent.Started.TYPE) ? runRepository.findUsageRecords(event) : List.of(event);
        var voided = usageRepository.findVoided(records);
        if (voided.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID,
                    "'" + id + "' of " + source + " has not been voided, so that nothing was returned.");
        }
        return List.copyOf(voided);
    }
}
