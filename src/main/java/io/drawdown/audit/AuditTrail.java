package io.drawdown.audit;

import io.drawdown.account.Access;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.audit.internal.AuditRepository;
import io.drawdown.base.sql.Listing;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The record of who did what, for admins to read. Its entries are only written by the actions that they record. */
@Service
public class AuditTrail {

    private final AuditRepository repository;
    private final Access access;

    AuditTrail(AuditRepository repository, Access access) {
        this.repository = repository;
        this.access = access;
    }

    /** Lists the entries that match a filter, the newest first. */
    @Transactional(readOnly = true)
    public Listing<AuditEntry> list(AuditFilter filter) {
        access.requireAdmin();
        return repository.list(filter);
    }
}
