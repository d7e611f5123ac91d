package io.drawdown.integrity;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedRead;
import io.drawdown.integrity.internal.Rule;
import io.drawdown.integrity.report.IntegrityReport;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Checks the whole ledger (R24). */
@Service
public class IntegrityChecker {

    private final JdbcClient jdbc;
    private final Access access;
    private final ApplicationEventPublisher events;

    IntegrityChecker(JdbcClient jdbc, Access access, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.access = access;
        this.events = events;
    }

    /** Checks everything as it stands at one instant, while others go on writing; an admin's to ask for. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public IntegrityReport check() {
        access.requireAdmin();
        events.publishEvent(new AuditedRead(AuditAction.INTEGRITY_CHECKED, null, "the whole ledger"));
        var violations =
                Rule.ALL.stream().flatMap(rule -> findViolations(rule).stream()).toList();
        return new IntegrityReport(count("resource_package"), count("usage_record"), violations);
    }

    private List<IntegrityReport.Violation> findViolations(Rule rule) {
        var violations = new ArrayList<IntegrityReport.Violation>();
        jdbc.sql(rule.sql()).query(row -> {
            var detail = rule.details().describe(row);
            if (detail != null) {
                violations.add(new IntegrityReport.Violation(row.getString("subject"), rule.name(), detail));
            }
        });
        return violations;
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
