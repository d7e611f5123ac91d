package io.drawdown.integrity;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedRead;
import io.drawdown.integrity.internal.Rule;
import io.drawdown.integrity.internal.RuleRepository;
import io.drawdown.integrity.report.IntegrityReport;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Checks the whole ledger (R24). */
@Service
public class IntegrityChecker {

    private final RuleRepository ruleRepository;
    private final Access access;
    private final ApplicationEventPublisher events;

    IntegrityChecker(RuleRepository ruleRepository, Access access, ApplicationEventPublisher events) {
        this.ruleRepository = ruleRepository;
        this.access = access;
        this.events = events;
    }

    /** Checks everything as of one instant, while other transactions write. Only for admins. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public IntegrityReport check() {
        access.requireAdmin();
        events.publishEvent(new AuditedRead(AuditAction.INTEGRITY_CHECKED, null, "the whole ledger"));
        var violations = new ArrayList<IntegrityReport.Violation>();
        for (var rule : Rule.ALL) {
            ruleRepository.findViolations(
                    rule,
                    statement -> {},
                    (subject, detail) -> violations.add(new IntegrityReport.Violation(subject, rule.name(), detail)));
        }
        return new IntegrityReport(count("resource_package"), count("usage_record"), List.copyOf(violations));
    }

    private long count(String table) {
        return ruleRepository.count(table, statement -> {});
    }
}
