package io.drawdown.usage.internal;

/** SQL conditions that separate voided from other usage records (R12). The query must name usage records `u`. */
final class Voids {

    static final String IS_VOIDED =
            "exists (select 1 from usage_void v where v.account = u.account and v.usage_entry = u.entry)";

    static final String IS_NOT_VOIDED = "not " + IS_VOIDED;

    private Voids() {}
}
