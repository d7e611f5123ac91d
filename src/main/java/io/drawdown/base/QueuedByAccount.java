package io.drawdown.base;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A transaction that locks ledgers of accounts. Before it takes a connection it waits in this server's queues of the accounts that
 * its first argument names: an account's code, an account, or things of accounts; without any it only waits until the ledgers' share
 * of the connections has one left. Within another transaction it doesn't wait.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface QueuedByAccount {}
