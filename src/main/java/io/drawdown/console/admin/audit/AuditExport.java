package io.drawdown.console.admin.audit;

import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.list.CsvExport;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/** The CSV export of the audit trail. */
final class AuditExport {

    private AuditExport() {}

    static CsvExport<AuditEntry> create(Supplier<Listing<AuditEntry>> entries) {
        return new CsvExport<>("audit", entries)
                .column("Entry", AuditEntry::id)
                .instantColumn("When (UTC)", AuditEntry::at, entry -> ZoneOffset.UTC)
                .column("Who", AuditEntry::who)
                .column("Person or key", AuditEntry::kind)
                .column("Key", AuditEntry::key)
                .column("Role", AuditEntry::role)
                .column("What", AuditLabels::describe)
                .column("Account", AuditEntry::account)
                .column("Subject", AuditEntry::subject)
                .column("From", AuditEntry::address)
                .column("Before", AuditEntry::before)
                .column("After", AuditEntry::after);
    }
}
