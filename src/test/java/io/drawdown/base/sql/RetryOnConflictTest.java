package io.drawdown.base.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class RetryOnConflictTest {

    @EnableResilientMethods
    static class Retries {}

    @Test
    void retriesAfterAConflict() {
        try (var context = new AnnotationConfigApplicationContext(Retries.class, Work.class)) {
            var work = context.getBean(Work.class);
            assertThatThrownBy(work::run).isInstanceOf(DuplicateKeyException.class);
            assertThat(work.runs()).isEqualTo(6);
        }
    }

    @Test
    void retriesOnlyTheOutermostTransaction() {
        try (var context = new AnnotationConfigApplicationContext(Retries.class, Work.class)) {
            var work = context.getBean(Work.class);
            TransactionSynchronizationManager.setActualTransactionActive(true);
            assertThatThrownBy(work::run).isInstanceOf(DuplicateKeyException.class);
            assertThat(work.runs()).isOne();
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }

    static class Work {

        private int runs;

        @RetryOnConflict
        public void run() {
            runs++;
            throw new DuplicateKeyException("there already");
        }

        public int runs() {
            return runs;
        }
    }
}
