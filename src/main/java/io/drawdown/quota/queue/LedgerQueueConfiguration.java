package io.drawdown.quota.queue;

import com.zaxxer.hikari.HikariDataSource;
import io.drawdown.account.Access;
import io.drawdown.account.model.Account;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.QueuedByAccount;
import io.drawdown.base.database.DatabaseMonitor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/** Makes transactions that lock ledgers wait for their turn before they take a connection. */
@Configuration(proxyBeanMethods = false)
class LedgerQueueConfiguration {

    @Bean
    LedgerQueue ledgerQueue(LedgerQueueProperties limits, DataSource dataSource, DatabaseMonitor watch)
            throws SQLException {
        var pool = dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize();
        Assert.isTrue(
                limits.connections() < pool,
                () -> "drawdown.ledger.connections is " + limits.connections() + ", which leaves none of the pool's "
                        + pool + " (spring.datasource.hikari.maximum-pool-size) to those who read.");
        var queue = new LedgerQueue(limits);
        watch.addListener(away -> {
            if (away) {
                queue.refuseAll(
                        new ProblemException(
                                ProblemType.UNAVAILABLE,
                                "The database can't be reached at the moment. Nothing was done: it is safe to send the request again."));
            }
        });
        return queue;
    }

    @Bean
    MeterBinder ledgerQueueMetrics(LedgerQueue queue) {
        return registry -> Gauge.builder("drawdown.ledger.waiting", queue, LedgerQueue::waitingCount)
                .description("Requests of this server that wait for their turn to write to a ledger")
                .register(registry);
    }

    /**
     * Creates the advisor that takes a turn. It runs inside the retries of a transaction, and around the transaction
     * itself.
     */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor queueAdvisor(
            ObjectProvider<LedgerQueue> queue, ObjectProvider<Access> access, ObjectProvider<OverdueWork> overdueWork) {
        MethodInterceptor waiting = call -> {
            var first = call.getArguments().length == 0 ? null : call.getArguments()[0];
            if (TransactionSynchronizationManager.isActualTransactionActive()
                    || isOutOfReach(access.getObject(), first)) {
                return call.proceed();
            }
            var turn = queue.getObject().enter(accountsOf(first));
            try {
                return proceedWithoutOverdueWork(call, overdueWork);
            } finally {
                queue.getObject().leave(turn);
            }
        };
        var advisor = new DefaultPointcutAdvisor(
                AnnotationMatchingPointcut.forMethodAnnotation(QueuedByAccount.class), waiting);
        advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return advisor;
    }

    /** Proceeds once no account has so much overdue work that the transaction would take too long. */
    private static @Nullable Object proceedWithoutOverdueWork(
            MethodInvocation call, ObjectProvider<OverdueWork> overdueWork) throws Throwable {
        while (true) {
            var repeatable = ((ProxyMethodInvocation) call).invocableClone();
            try {
                return LongOverdueException.callHandled(repeatable::proceed);
            } catch (LongOverdueException overdue) {
                overdueWork.getObject().doInSteps(overdue.accounts());
            }
        }
    }

    private static Set<String> accountsOf(@Nullable Object argument) {
        return switch (argument) {
            case String account -> Set.of(account);
            case Account account -> Set.of(account.code());
            case Collection<?> several ->
                several.stream().map(one -> ((AccountOwned) one).account()).collect(Collectors.toSet());
            case null, default -> Set.of();
        };
    }

    /** Returns whether the caller can't access the account, and so must not take a place in its queue. */
    private static boolean isOutOfReach(Access access, @Nullable Object argument) {
        return switch (argument) {
            case String account -> !access.mayReach(account);
            case Account account -> !access.mayReach(account.code());
            case null, default -> false;
        };
    }
}
