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
 * The checks of the whole ledger in the background (R24). Only one runs at a time over all servers. Its progress is
 * in the database, so every server can show it.
 */
@Service
public class IntegrityChecks {

    /** How many violations of a check are stored; further ones are only counted. */
    public static final int MAX_KEPT = 10_000;

    private final IntegrityCheckRepository repository;
    private final IntegrityCheckRunner runner;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    IntegrityChecks(
            IntegrityCheckRepository repository,
            IntegrityCheckRunner runner,
            Access access,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.repository = repository;
        this.runner = runner;
        this.access = access;
        this.events = events;
        this.transaction = transaction;
    }

    /** Starts a check, unless one is running. Returns the running check. */
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

    /** Ends a running check on any server within about a second. */
    @Transactional
    public void cancel(long id) {
        var by = access.requireAdmin().name();
        if (repository.cancel(id, by)) {
            events.publishEvent(
                    new AuditedChange(AuditAction.INTEGRITY_CANCELLED, null, "the whole ledger", null, find(id)));
        }
    }

    /** Returns the check that was started last. */
    @Transactional(readOnly = true)
    public Optional<IntegrityCheck> latest() {
        access.requireAdmin();
        return repository.list().rows(0, 1, Sort.unsorted()).stream().findFirst();
    }

    /** Returns one check. */
    @Transactional(readOnly = true)
    public IntegrityCheck get(long id) {
        access.requireAdmin();
        return find(id);
    }

    /** Lists all checks, the newest first. */
    @Transactional(readOnly = true)
    public Listing<IntegrityCheck> list() {
        access.requireAdmin();
        return repository.list();
    }

    /** Lists the violations that a check found, in the order of the rules; the first 10,000. */
    @Transactional(readOnly = true)
    public Listing<FoundViolation> listViolations(long id) {
        access.requireAdmin();
        return repository.listViolations(id);
    }

    private IntegrityCheck find(long id) {
        return repository.find(id).orElseThrow(() -> ProblemException.notFound("The check " + id));
    }
}
