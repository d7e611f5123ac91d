package io.drawdown.integrity.report;

import org.jspecify.annotations.Nullable;

/**
 * A violation that a check has found, with what a page needs for its links.
 *
 * @param account the account that it concerns
 * @param packageId the package that it concerns
 * @param job the job that it concerns
 */
public record FoundViolation(
        int number,
        String subject,
        String rule,
        String detail,
        @Nullable String account,
        @Nullable String packageId,
        @Nullable String job) {}
