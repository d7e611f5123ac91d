package io.drawdown.integrity;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Listing;
import io.drawdown.base.ProblemException;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks of the whole ledger in the background (R24), one at a time however many servers there are. How far one has come is in
 * the database, to be seen from every server.
 */
@Service
public class IntegrityChecks {

    /** So many of what a check finds are kept by name; the rest is counted. */
    public static final int MOST_KEPT = 10_000;

    private final CheckTable table;
    private final CheckRunner runner;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    IntegrityChecks(
            CheckTable table,
            CheckRunner runner,
            Access access,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.table = table;
        this.runner = runner;
        this.access = access;
        this.events = events;
        this.transaction = transaction;
    }

    /** Begins a check; if one is running, that one goes on and no other is begun. */
    public IntegrityCheck start() {
        var by = access.admin().name();
        var running = table.running();
        if (running.isPresent()) {
            return running.get();
        }
        try {
            var id = transaction.execute(status -> {
                table.breakOffSilent();
                var begun = table.insert(by);
                events.publishEvent(
                        new AuditedChange(AuditAction.INTEGRITY_CHECKED, null, "the whole ledger", null, find(begun)));
                return begun;
            });
            runner.start(id);
            return find(id);
        } catch (DuplicateKeyException startedMeanwhile) {
            return table.all().rows(0, 1, Sort.unsorted()).getFirst();
        }
    }

    /** Has a running check end, on whichever server it runs, within a second or so. */
    @Transactional
    public void cancel(long id) {
        var by = access.admin().name();
        if (table.cancel(id, by)) {
            events.publishEvent(
                    new AuditedChange(AuditAction.INTEGRITY_CANCELLED, null, "the whole ledger", null, find(id)));
        }
    }

    /** The check that was begun last. */
    @Transactional(readOnly = true)
    public Optional<IntegrityCheck> latest() {
        access.admin();
        return table.all().rows(0, 1, Sort.unsorted()).stream().findFirst();
    }

    /** One of the checks. */
    @Transactional(readOnly = true)
    public IntegrityCheck get(long id) {
        access.admin();
        return find(id);
    }

    /** All checks, the newest first. */
    @Transactional(readOnly = true)
    public Listing<IntegrityCheck> list() {
        access.admin();
        return table.all();
    }

    /** What a check found, in the order of the rules; the first 10,000. */
    @Transactional(readOnly = true)
    public Listing<FoundViolation> violations(long id) {
        access.admin();
        return table.violations(id);
    }

    private IntegrityCheck find(long id) {
        return table.find(id).orElseThrow(() -> ProblemException.notFound("The check " + id));
    }
}
