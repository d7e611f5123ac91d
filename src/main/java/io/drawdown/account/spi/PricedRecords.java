package io.drawdown.account.spi;

/** Records of an account with amounts in its currency, such as orders or charges. */
public interface PricedRecords {

    /** Returns whether the account has any. */
    boolean existOf(String account);

    /** Returns what they are called in a message, such as {@code orders}. */
    String plural();
}
