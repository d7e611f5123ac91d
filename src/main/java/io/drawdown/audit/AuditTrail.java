package io.drawdown.audit;

import io.drawdown.account.Access;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.audit.internal.AuditRepository;
import io.drawdown.base.sql.Listing;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was done by whom, for admins to read; nobody writes it but what was done itself. */
@Service
public class AuditTrail {

    private final AuditRepository repository;
    private final Access access;

    AuditTrail(AuditRepository table, Access access) {
        this.repository = table;
        this.access = access;
    }

    /** The entries that a filter lets through, the newest first. */
    @Transactional(readOnly = true)
    public Listing<AuditEntry> list(AuditFilter filter) {
        access.requireAdmin();
        return repository.list(filter);
    }
}
