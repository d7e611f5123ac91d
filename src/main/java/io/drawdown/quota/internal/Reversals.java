package io.drawdown.quota.internal;

import org.springframework.modulith.NamedInterface;

/** SQL for tables whose rows can be reversed by later rows (R12): deductions, and the charges of another module. */
@NamedInterface("reversals")
public final class Reversals {

    private Reversals() {}

    /** Returns the sum of a column, less the reversed rows. */
    public static String netSum(String alias, String column) {
        return "sum(case when %1$s.reverses is null then %1$s.%2$s else -%1$s.%2$s end)".formatted(alias, column);
    }

    /**
     * Returns the condition that a row is neither reversed nor a reversal. It avoids `reverses is null`, for which H2
     * would first search all rows of the table that reverse nothing.
     */
    public static String isUnreversed(String table, String alias) {
        return """
                coalesce(%2$s.reverses, 0) = 0
                and not exists (select 1 from %1$s r where r.account = %2$s.account and r.reverses = %2$s.entry)""".formatted(table, alias);
    }
}
