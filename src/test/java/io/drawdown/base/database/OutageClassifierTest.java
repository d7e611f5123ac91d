package io.drawdown.base.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Which failures are of what the program stands on, and so pass. */
class OutageClassifierTest {

    static Stream<Throwable> recognizesOutages() {
        return Stream.of(
                new CannotCreateTransactionException("no connection", new IllegalStateException()),
                new CannotGetJdbcConnectionException("no connection"),
                new SQLTransientConnectionException("timed out after 2000ms"),
                new TransactionSystemException("commit", new SQLException("gone", "08006")),
                new JpaSystemException(
                        new RuntimeException(new SQLException("terminated by an administrator", "57P01"))),
                new SQLException("starting up", "57P03"),
                new SQLException("disk full", "53100"),
                new SQLException("too many connections", "53300"),
                new SQLException("I/O error", "58030"),
                new SQLException("read-only after a failover", "25006"),
                new SQLException("Connection is closed"),
                new SQLException("deadlock", "40P01"),
                new SQLException("H2: closed", "90098", 90098),
                new SQLException("H2: closed at shutdown", "90121", 90121),
                new SQLException("H2: connection broken", "90067", 90067),
                new SQLException("H2: exclusive", "90135", 90135),
                new SQLException("H2: file can't be written", "90028", 90028),
                new UncategorizedSQLException(
                        "insert",
                        "insert",
                        new SQLException("H2: general", "HY000", 50000, new IOException("No space left on device"))),
                new UncheckedIOException(new IOException("No space left on device")),
                new CannotAcquireLockException("held"));
    }

    static Stream<Throwable> ignoresOtherFailures() {
        return Stream.of(
                new IllegalStateException("a bug"),
                new ArithmeticException("long overflow"),
                new DataIntegrityViolationException("unique", new SQLException("unique", "23505")),
                new SQLException("no such table", "42P01"),
                new SQLException("cancelled", "57014"),
                new UncheckedIOException(new IOException("Broken pipe")),
                new ProblemException(ProblemType.INVALID, "a field"));
    }

    @ParameterizedTest
    @MethodSource
    void recognizesOutages(Throwable failure) {
        assertThat(OutageClassifier.isOutage(failure)).isTrue();
        assertThat(OutageClassifier.toProblem(failure))
                .map(ProblemException::type)
                .contains(ProblemType.UNAVAILABLE);
    }

    @ParameterizedTest
    @MethodSource
    void ignoresOtherFailures(Throwable failure) {
        assertThat(OutageClassifier.isOutage(failure)).isFalse();
        assertThat(OutageClassifier.toProblem(failure)).isEmpty();
    }
}
