package io.drawdown.usage.internal;

/** SQL that tells voided usage records, which a query names `u`, from others (R12). */
final class Voids {

    static final String IS_VOIDED =
            "exists (select 1 from usage_void v where v.account = u.account and v.usage_entry = u.entry)";

    static final String IS_NOT_VOIDED = "not " + IS_VOIDED;

    private Voids() {}
}
