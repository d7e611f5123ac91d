package io.drawdown.quota.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.drawdown.account.Accounts;
import io.drawdown.base.QueuedByAccount;
import io.drawdown.quota.Ledger;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whatever begins a transaction that locks ledgers, itself or by an event that it publishes, waits for its turn before it takes a
 * connection.
 */
class QueuedByAccountTest {

    @Test
    void annotatesEveryTransactionThatLocksLedgers() {
        var locking = new HashSet<JavaCodeUnit>();
        var toFollow = new ArrayDeque<JavaCodeUnit>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.drawdown")
                .get(Ledger.class)
                .getMethod("lock", java.util.Collection.class)
                .getCallsOfSelf()
                .forEach(call -> toFollow.add(call.getOrigin()));
        while (!toFollow.isEmpty()) {
            var unit = toFollow.remove();
            if (locking.add(unit) && !beginsTransaction(unit)) {
                findCallers(unit).stream()
                        .filter(caller -> topLevel(caller).equals(topLevel(unit)))
                        .forEach(toFollow::add);
                if (unit.isAnnotatedWith(EventListener.class)) {
                    toFollow.addAll(publishers(unit));
                }
            }
        }

        var beginning =
                locking.stream().filter(QueuedByAccountTest::beginsTransaction).toList();
        assertThat(beginning)
                .hasSizeGreaterThan(10)
                .extracting(JavaCodeUnit::getFullName)
                .anyMatch(name -> name.startsWith(Accounts.class.getName() + ".put("));
        assertThat(beginning)
                .allSatisfy(unit -> assertThat(unit.isAnnotatedWith(QueuedByAccount.class))
                        .as(unit.getFullName())
                        .isTrue());
    }

    private static boolean beginsTransaction(JavaCodeUnit unit) {
        return unit.isAnnotatedWith(Transactional.class)
                && unit.getAnnotationOfType(Transactional.class).propagation() != Propagation.MANDATORY;
    }

    private static Set<JavaCodeUnit> findCallers(JavaCodeUnit unit) {
        var callers = new HashSet<JavaCodeUnit>();
        for (JavaCall<?> call : List.copyOf(unit.getCallsOfSelf())) {
            callers.add(call.getOrigin());
        }
        return callers;
    }

    /** What makes the event that a method listens for. */
    private static Set<JavaCodeUnit> publishers(JavaCodeUnit listener) {
        return listener.getRawParameterTypes().getFirst().getConstructorCallsToSelf().stream()
                .map(JavaCall::getOrigin)
                .collect(Collectors.toSet());
    }

    private static String topLevel(JavaCodeUnit unit) {
        return unit.getOwner().getName().split("\\$", 2)[0];
    }
}
