package io.drawdown.integrity;

import io.drawdown.base.background.FailureBackoff;
import io.drawdown.base.background.WorkerThread;
import io.drawdown.base.database.OutageClassifier;
import io.drawdown.integrity.internal.IntegrityCheckRepository;
import io.drawdown.integrity.internal.Rule;
import io.drawdown.integrity.internal.RuleRepository;
import io.drawdown.integrity.internal.ViolationSubjectRepository;
import io.drawdown.integrity.report.FoundViolation;
import io.drawdown.integrity.report.IntegrityCheck.State;
import io.drawdown.integrity.report.IntegrityReport;
import jakarta.annotation.PreDestroy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs integrity checks in a thread of their own. A check evaluates one rule after the other in one read-only
 * transaction, which sees the ledger as of its start and locks nothing. Another thread saves the progress every
 * second and ends the check when it is cancelled.
 */
@Component
class IntegrityCheckRunner {

    private static final Logger LOG = LoggerFactory.getLogger(IntegrityCheckRunner.class);

    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(1);

    private final IntegrityCheckRepository repository;
    private final ViolationSubjectRepository subjectRepository;
    private final RuleRepository ruleRepository;
    private final TransactionTemplate readTransaction;
    private final TransactionTemplate writeTransaction;
    private final Clock clock;
    private final WorkerThread thread = new WorkerThread("integrity-check");
    private final Set<RunningCheck> running = ConcurrentHashMap.newKeySet();

    IntegrityCheckRunner(
            IntegrityCheckRepository repository,
            ViolationSubjectRepository subjectRepository,
            RuleRepository ruleRepository,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.repository = repository;
        this.subjectRepository = subjectRepository;
        this.ruleRepository = ruleRepository;
        this.clock = clock;
        readTransaction = new TransactionTemplate(transactions);
        readTransaction.setReadOnly(true);
        readTransaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        writeTransaction = new TransactionTemplate(transactions);
    }

    /** Starts a check in the background. */
    void start(long id) {
        start(id, Rule.ALL);
    }

    /** Starts a check of some rules in the background. */
    void start(long id, List<Rule> rules) {
        var runningCheck = new RunningCheck(id, rules);
        running.add(runningCheck);
        thread.start();
        thread.schedule(runningCheck::run, Duration.ZERO);
    }

    /** Saves the progress of this server's checks and ends the cancelled ones. It runs every second. */
    void saveProgress() {
        running.forEach(RunningCheck::saveProgress);
    }

    /** Waits until the checks of this server have ended. */
    void await() throws InterruptedException {
        for (var runningCheck : running) {
            runningCheck.ended.await();
        }
    }

    @PreDestroy
    void stop() {
        running.forEach(runningCheck -> runningCheck.end(State.BROKEN_OFF));
        thread.stop();
    }

    private final class RunningCheck {

        private final long id;
        private final List<Rule> rules;
        private final CountDownLatch ended = new CountDownLatch(1);
        private final List<IntegrityReport.Violation> found = new ArrayList<>();
        private volatile IntegrityCheckRepository.CheckProgress checkProgress =
                new IntegrityCheckRepository.CheckProgress(0, null, null, 0, 0, 0);
        private volatile @Nullable State endState;
        private final FailureBackoff failureBackoff =
                new FailureBackoff("Keeping how far a check of the ledger has come", LOG);
        private @Nullable PreparedStatement statement;

        RunningCheck(long id, List<Rule> rules) {
            this.id = id;
            this.rules = rules;
        }

        /** Ends the check early. */
        synchronized void end(State how) {
            endState = how;
            if (statement != null) {
                try {
                    statement.cancel();
                } catch (SQLException e) {
                    LOG.warn("A check of the ledger can't be cancelled yet: {}", e.getMessage());
                }
            }
        }

        void saveProgress() {
            try {
                if (endState != null) {
                    end(endState);
                } else if (!repository.advance(id, checkProgress)) {
                    end(State.CANCELLED);
                }
                failureBackoff.recordSuccess();
            } catch (RuntimeException passing) {
                failureBackoff.recordFailure(passing);
            }
        }

        private void run() {
            var progressThread = new WorkerThread("integrity-check-progress");
            progressThread.start();
            progressThread.repeat(this::saveProgress, PROGRESS_INTERVAL);
            try {
                readTransaction.executeWithoutResult(status -> check());
                progressThread.stop();
                writeTransaction.executeWithoutResult(status -> saveResult());
            } catch (RuntimeException broken) {
                progressThread.stop();
                if (OutageClassifier.isOutage(broken)) {
                    LOG.warn(
                            "A check of the ledger couldn't go on; it is shown as broken off: {}", broken.getMessage());
                } else if (endState != null) {
                    repository.end(id, endState, null);
                } else {
                    LOG.error("A check of the ledger failed", broken);
                    repository.end(id, State.FAILED, "An unexpected error occurred. The server's log has the details.");
                }
            } finally {
                progressThread.stop();
                running.remove(this);
                ended.countDown();
            }
        }

        private void check() {
            checkProgress = new IntegrityCheckRepository.CheckProgress(
                    0, null, null, count("resource_package"), count("usage_record"), 0);
            for (var rule : rules) {
                checkProgress = progressAt(checkProgress.rulesDone(), rule.name(), clock.instant());
                ruleRepository.findViolations(
                        rule,
                        this::trackStatement,
                        (subject, detail) -> addViolation(new IntegrityReport.Violation(subject, rule.name(), detail)));
                checkProgress = progressAt(checkProgress.rulesDone() + 1, null, null);
            }
        }

        private IntegrityCheckRepository.CheckProgress progressAt(
                int rulesDone, @Nullable String rule, @Nullable Instant since) {
            return new IntegrityCheckRepository.CheckProgress(
                    rulesDone,
                    rule,
                    since,
                    checkProgress.packages(),
                    checkProgress.usageRecords(),
                    checkProgress.violations());
        }

        private void addViolation(IntegrityReport.Violation violation) {
            if (found.size() < IntegrityChecks.MAX_KEPT) {
                found.add(violation);
            }
            checkProgress = new IntegrityCheckRepository.CheckProgress(
                    checkProgress.rulesDone(),
                    checkProgress.rule(),
                    checkProgress.ruleBeganAt(),
                    checkProgress.packages(),
                    checkProgress.usageRecords(),
                    checkProgress.violations() + 1);
        }

        private synchronized void trackStatement(@Nullable PreparedStatement next) {
            statement = next;
            if (endState != null) {
                throw new IllegalStateException("This check was to end.");
            }
        }

        private long count(String table) {
            return ruleRepository.count(table, this::trackStatement);
        }

        private void saveResult() {
            if (!repository.advance(id, checkProgress)) {
                throw markCancelled();
            }
            var violations = new ArrayList<FoundViolation>();
            for (var violation : found) {
                var violationSubject = subjectRepository.resolve(violation.subject());
                violations.add(new FoundViolation(
                        violations.size() + 1,
                        violation.subject(),
                        violation.rule(),
                        violation.detail(),
                        violationSubject.account(),
                        violationSubject.packageId(),
                        violationSubject.job()));
            }
            repository.insertViolations(id, violations);
            repository.end(id, State.DONE, null);
        }

        private RuntimeException markCancelled() {
            endState = State.CANCELLED;
            return new IllegalStateException("This check was cancelled.");
        }
    }
}
