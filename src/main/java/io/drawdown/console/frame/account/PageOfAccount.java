package io.drawdown.console.frame.account;

/** A page about one account. The header shows that account, its time zone and its notifications only on such pages. */
public interface PageOfAccount {}
