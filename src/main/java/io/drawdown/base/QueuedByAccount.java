package io.drawdown.base;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a transaction that locks ledgers. Before it takes a connection, it waits in this server's queues of the
 * accounts in its first argument: an account code, an account, or objects of accounts. If the argument names no
 * account, it waits only for a free connection of those reserved for ledgers. Within another transaction it doesn't
 * wait.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface QueuedByAccount {}
