package io.drawdown.integrity.report;

import java.util.List;

/** The numbers of packages and usage records that were checked, and all violations that were found. */
public record IntegrityReport(long packages, long usageRecords, List<Violation> violations) {

    /**
     * A violation of a rule.
     *
     * @param subject the row, such as `package 42` or `acme deduction 17`
     * @param rule what must be true, with the rule's number
     * @param detail the figures that disagree
     */
    public record Violation(String subject, String rule, String detail) {}
}
