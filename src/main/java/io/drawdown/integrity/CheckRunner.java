package io.drawdown.integrity;

import io.drawdown.base.Failures;
import io.drawdown.base.Unavailable;
import io.drawdown.integrity.IntegrityCheck.State;
import jakarta.annotation.PreDestroy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks the ledger in a thread of its own: rule by rule in one reading transaction, which sees the ledger as it stood at its
 * beginning and locks nothing. Another thread keeps every second how far it has come, and ends it when somebody cancels it.
 */
@Component
class CheckRunner {

    private static final Logger LOG = LoggerFactory.getLogger(CheckRunner.class);

    private static final int ROWS_AT_ONCE = 1000;
    private static final long MILLIS_TO_STOP = 10_000;

    private final CheckTable table;
    private final Subjects subjects;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate reading;
    private final TransactionTemplate writing;
    private final Clock clock;
    private final Set<Check> running = ConcurrentHashMap.newKeySet();

    CheckRunner(
            CheckTable table,
            Subjects subjects,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.table = table;
        this.subjects = subjects;
        this.jdbc = jdbc;
        this.clock = clock;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        writing = new TransactionTemplate(transactions);
    }

    /** Begins a check, and comes back at once. */
    void start(long id) {
        start(id, Rule.ALL);
    }

    /** Begins a check of some rules. */
    void start(long id, List<Rule> rules) {
        var check = new Check(id, rules);
        running.add(check);
        check.thread.start();
    }

    /** Keeps how far the checks of this server have come, and ends those that were cancelled; done every second. */
    void tick() {
        running.forEach(Check::tick);
    }

    /** Waits for the checks of this server to end. */
    void await() throws InterruptedException {
        for (var check : running) {
            check.thread.join();
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        for (var check : running) {
            check.end(State.BROKEN_OFF);
            check.thread.join(MILLIS_TO_STOP);
        }
    }

    private final class Check {

        private final long id;
        private final List<Rule> rules;
        private final Thread thread;
        private final List<IntegrityReport.Violation> found = new ArrayList<>();
        private volatile CheckTable.Progress progress = new CheckTable.Progress(0, null, null, 0, 0, 0);
        private volatile @Nullable State ending;
        private final Failures failures = new Failures("Keeping how far a check of the ledger has come", LOG);
        private @Nullable PreparedStatement statement;

        Check(long id, List<Rule> rules) {
            this.id = id;
            this.rules = rules;
            thread = Thread.ofPlatform().name("integrity-check").daemon().unstarted(this::run);
        }

        /** Has it end before its time. */
        synchronized void end(State how) {
            ending = how;
            if (statement != null) {
                try {
                    statement.cancel();
                } catch (SQLException e) {
                    LOG.warn("A check of the ledger can't be cancelled yet: {}", e.getMessage());
                }
            }
        }

        void tick() {
            try {
                if (ending != null) {
                    end(ending);
                } else if (!table.advance(id, progress)) {
                    end(State.CANCELLED);
                }
                failures.succeeded();
            } catch (RuntimeException passing) {
                failures.failed(passing);
            }
        }

        private void run() {
            var ticker = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                    .name("integrity-check-progress")
                    .daemon()
                    .factory());
            try {
                ticker.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
                reading.executeWithoutResult(status -> check());
                ticker.shutdown();
                writing.executeWithoutResult(status -> keep());
            } catch (RuntimeException broken) {
                ticker.shutdown();
                if (Unavailable.is(broken)) {
                    LOG.warn(
                            "A check of the ledger couldn't go on; it is shown as broken off: {}", broken.getMessage());
                } else if (ending != null) {
                    table.end(id, ending, null);
                } else {
                    LOG.error("A check of the ledger failed", broken);
                    table.end(id, State.FAILED, "The program failed in a way that it shouldn't, and its log says how.");
                }
            } finally {
                ticker.shutdown();
                running.remove(this);
            }
        }

        private void check() {
            progress = new CheckTable.Progress(0, null, null, count("resource_package"), count("usage_record"), 0);
            for (var rule : rules) {
                progress = at(progress.rulesDone(), rule.name(), clock.instant());
                query(rule, (subject, detail) -> add(new IntegrityReport.Violation(subject, rule.name(), detail)));
                progress = at(progress.rulesDone() + 1, null, null);
            }
        }

        private CheckTable.Progress at(int rulesDone, @Nullable String rule, @Nullable Instant since) {
            return new CheckTable.Progress(
                    rulesDone, rule, since, progress.packages(), progress.usageRecords(), progress.violations());
        }

        private void add(IntegrityReport.Violation violation) {
            if (found.size() < IntegrityChecks.MOST_KEPT) {
                found.add(violation);
            }
            progress = new CheckTable.Progress(
                    progress.rulesDone(),
                    progress.rule(),
                    progress.ruleBeganAt(),
                    progress.packages(),
                    progress.usageRecords(),
                    progress.violations() + 1);
        }

        private interface Row {
            void found(String subject, String detail);
        }

        private void query(Rule rule, Row found) {
            jdbc.query(
                    connection -> {
                        var prepared = connection.prepareStatement(rule.sql());
                        prepared.setFetchSize(ROWS_AT_ONCE);
                        return begun(prepared);
                    },
                    row -> {
                        var detail = rule.details().of(row);
                        if (detail != null) {
                            found.found(row.getString("subject"), detail);
                        }
                    });
            begun(null);
        }

        private synchronized @Nullable PreparedStatement begun(@Nullable PreparedStatement next) {
            statement = next;
            if (ending != null) {
                throw new IllegalStateException("This check was to end.");
            }
            return next;
        }

        private long count(String of) {
            var counted = new long[1];
            jdbc.query(
                    connection -> begun(connection.prepareStatement("select count(*) as number from " + of)), row -> {
                        counted[0] = row.getLong("number");
                    });
            return counted[0];
        }

        private void keep() {
            if (!table.advance(id, progress)) {
                throw cancelled();
            }
            var violations = new ArrayList<FoundViolation>();
            for (var violation : found) {
                var subject = subjects.of(violation.subject());
                violations.add(new FoundViolation(
                        violations.size() + 1,
                        violation.subject(),
                        violation.rule(),
                        violation.detail(),
                        subject.account(),
                        subject.packageId(),
                        subject.job()));
            }
            table.insertViolations(id, violations);
            table.end(id, State.DONE, null);
        }

        private RuntimeException cancelled() {
            ending = State.CANCELLED;
            return new IllegalStateException("This check was cancelled.");
        }
    }
}
