package io.drawdown.quota;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A transaction that locks ledgers. Before it takes a connection it waits in this server's queues of the accounts that its first
 * argument names: an account's code, or things {@linkplain OfAccount of accounts}; without either it only waits until the ledgers'
 * share of the connections has one left. Within another transaction it doesn't wait.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface InTurn {}
