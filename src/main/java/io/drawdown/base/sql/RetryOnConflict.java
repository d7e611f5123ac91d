package io.drawdown.base.sql;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.resilience.annotation.Retryable;

/**
 * Marks a transaction that is retried as a whole after a conflict with another one, so that it sees the other's
 * changes. Within another transaction it is retried only together with that one.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Retryable(
        includes = {ConcurrencyFailureException.class, DataIntegrityViolationException.class},
        predicate = OutermostTransactionOnly.class,
        maxRetries = 5,
        delay = 20,
        jitter = 20,
        multiplier = 2)
public @interface RetryOnConflict {}
