package io.drawdown.integrity;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.drawdown.integrity.internal.IntegrityCheckRepository;
import io.drawdown.integrity.report.FoundViolation;
import io.drawdown.integrity.report.IntegrityCheck;
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
    public static final int MAX_KEPT = 10_000;

    private final IntegrityCheckRepository repository;
    private final IntegrityCheckRunner runner;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    IntegrityChecks(
            IntegrityCheckRepository table,
            IntegrityCheckRunner runner,
            Access access,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.repository = table;
        this.runner = runner;
        this.access = access;
        this.events = events;
        this.transaction = transaction;
    }

    /** Begins a check; if one is running, that one goes on and no other is begun. */
    public IntegrityCheck start() {
        var by = access.requireAdmin().name();
        var running = repository.findRunning();
        if (running.isPresent()) {
            return running.get();
        }
        try {
            var id = transaction.execute(status -> {
                repository.endSilent();
                var begun = repository.insert(by);
                events.publishEvent(
                        new AuditedChange(AuditAction.INTEGRITY_CHECKED, null, "the whole ledger", null, find(begun)));
                return begun;
            });
            runner.start(id);
            return find(id);
        } catch (DuplicateKeyException startedMeanwhile) {
            return repository.list().rows(0, 1, Sort.unsorted()).getFirst();
        }
    }

    /** Has a running check end, on whichever server it runs, within a second or so. */
    @Transactional
    public void cancel(long id) {
        var by = access.requireAdmin().name();
        if (repository.cancel(id, by)) {
            events.publishEvent(
                    new AuditedChange(AuditAction.INTEGRITY_CANCELLED, null, "the whole ledger", null, find(id)));
        }
    }

    /** The check that was begun last. */
    @Transactional(readOnly = true)
    public Optional<IntegrityCheck> latest() {
        access.requireAdmin();
        return repository.list().rows(0, 1, Sort.unsorted()).stream().findFirst();
    }

    /** One of the checks. */
    @Transactional(readOnly = true)
    public IntegrityCheck get(long id) {
        access.requireAdmin();
        return find(id);
    }

    /** All checks, the newest first. */
    @Transactional(readOnly = true)
    public Listing<IntegrityCheck> list() {
        access.requireAdmin();
        return repository.list();
    }

    /** What a check found, in the order of the rules; the first 10,000. */
    @Transactional(readOnly = true)
    public Listing<FoundViolation> listViolations(long id) {
        access.requireAdmin();
        return repository.listViolations(id);
    }

    private IntegrityCheck find(long id) {
        return repository.find(id).orElseThrow(() -> ProblemException.notFound("The check " + id));
    }
}
