package io.drawdown.base.sql;

import java.lang.reflect.Method;
import org.springframework.resilience.retry.MethodRetryPredicate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Leaves trying again to whoever began the transaction: what takes part in another's is lost with it. */
class OutermostTransactionOnly implements MethodRetryPredicate {

    @Override
    public boolean shouldRetry(Method method, Throwable failure) {
        return !TransactionSynchronizationManager.isActualTransactionActive();
    }
}
