package io.drawdown.integrity.report;

import java.util.List;

/** How many packages and usage records were checked, and every violation that was found. */
public record IntegrityReport(long packages, long usageRecords, List<Violation> violations) {

    /**
     * Something that must be true and isn't.
     *
     * @param subject the row, such as `package 42` or `acme deduction 17`
     * @param rule what must be true, with the rule's number
     * @param detail the figures that disagree
     */
    public record Violation(String subject, String rule, String detail) {}
}
