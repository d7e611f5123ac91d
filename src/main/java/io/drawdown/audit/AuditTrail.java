package io.drawdown.audit;

import io.drawdown.account.Access;
import io.drawdown.audit.internal.AuditTable;
import io.drawdown.base.Listing;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was done by whom, for admins to read; nobody writes it but what was done itself. */
@Service
public class AuditTrail {

    private final AuditTable table;
    private final Access access;

    AuditTrail(AuditTable table, Access access) {
        this.table = table;
        this.access = access;
    }

    /** The entries that a filter lets through, the newest first. */
    @Transactional(readOnly = true)
    public Listing<AuditEntry> list(AuditFilter filter) {
        access.admin();
        return table.list(filter);
    }
}
