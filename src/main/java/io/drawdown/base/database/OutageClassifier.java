package io.drawdown.base.database;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Distinguishes failures of infrastructure from failures of the program: the database is unreachable, closed or out
 * of connections, the disk is full, or a lock is held. They are temporary, so that the failed request can safely be
 * sent again.
 */
public final class OutageClassifier {

    private static final int MAX_CAUSE_DEPTH = 20;

    /**
     * H2: the database or connection is closed or closing, another process has locked it, or its file can't be read
     * or written.
     */
    private static final Set<Integer> H2_CLOSED = Set.of(90007, 90020, 90028, 90031, 90067, 90098, 90121, 90135);

    private static final int H2_GENERAL = 50000;

    private static final Set<String> H2_LOCKED = Set.of("HYT00");

    /** PostgreSQL: a serialization failure, a deadlock, or a lock that couldn't be acquired. */
    private static final Set<String> POSTGRES_LOCKED = Set.of("40001", "40P01", "55P03");

    private static final String POSTGRES_READ_ONLY = "25006";
    private static final String POSTGRES_DISK_FULL = "53100";

    /** The pool's message when it rolls back a broken connection. */
    private static final String CLOSED_BY_POOL = "Connection is closed";

    private static final String DATABASE_MESSAGE = "The database can't be reached at the moment. ";
    private static final String DISK_MESSAGE =
            "The disk that the server writes to is full, so that nothing can be kept at the moment. ";
    private static final String LOCK_MESSAGE =
            "Other requests were changing the same data, and this one couldn't get its turn. ";
    private static final String RETRY_MESSAGE = "Nothing was half-written: it is safe to send the request again.";

    private OutageClassifier() {}

    /** The unavailable resource. */
    private enum Resource {
        DATABASE(DATABASE_MESSAGE),
        DISK(DISK_MESSAGE),
        LOCK(LOCK_MESSAGE);

        private final String message;

        Resource(String message) {
            this.message = message;
        }
    }

    /** Returns the problem with status 503 for such a failure; empty for other failures. */
    public static Optional<ProblemException> toProblem(Throwable failure) {
        return findResource(failure)
                .map(resource -> new ProblemException(ProblemType.UNAVAILABLE, resource.message + RETRY_MESSAGE));
    }

    /** Whether it is such a failure, or a problem that was made from one. */
    public static boolean isOutage(Throwable failure) {
        return failure instanceof ProblemException problem
                ? problem.type().status() == ProblemType.UNAVAILABLE.status()
                : findResource(failure).isPresent();
    }

    /** Whether the database or disk is unavailable, rather than a lock. */
    public static boolean isDatabaseOrDiskOutage(Throwable failure) {
        return findResource(failure)
                .filter(resource -> resource != Resource.LOCK)
                .isPresent();
    }

    /** Whether the failure broke the connection or closed the embedded database. */
    public static boolean isBrokenConnection(SQLException failure) {
        var state = failure.getSQLState();
        return H2_CLOSED.contains(failure.getErrorCode())
                || (failure.getErrorCode() == H2_GENERAL && hasIoCause(failure))
                || (state != null
                        && (state.startsWith("08") || state.startsWith("57P") || state.equals(POSTGRES_READ_ONLY)));
    }

    private static Optional<Resource> findResource(Throwable failure) {
        Resource found = null;
        var depth = 0;
        for (Throwable cause = failure; cause != null && depth < MAX_CAUSE_DEPTH; cause = cause.getCause(), depth++) {
            if (isDiskFull(cause)) {
                return Optional.of(Resource.DISK);
            }
            if (found == null) {
                found = classify(cause);
            }
        }
        return Optional.ofNullable(found);
    }

    private static @Nullable Resource classify(Throwable cause) {
        return switch (cause) {
            case SQLException sql -> classify(sql);
            case CannotCreateTransactionException noConnection -> Resource.DATABASE;
            case DataAccessResourceFailureException noConnection -> Resource.DATABASE;
            case ConcurrencyFailureException held -> Resource.LOCK;
            default -> null;
        };
    }

    private static @Nullable Resource classify(SQLException sql) {
        for (var one = sql; one != null; one = one.getNextException()) {
            var state = one.getSQLState() == null ? "" : one.getSQLState();
            if (isBrokenConnection(one)
                    || (state.isEmpty() && CLOSED_BY_POOL.equals(one.getMessage()))
                    || one instanceof SQLTransientConnectionException
                    || one instanceof SQLRecoverableException
                    || state.startsWith("53")
                    || state.startsWith("58")) {
                return Resource.DATABASE;
            }
            if (H2_LOCKED.contains(state) || POSTGRES_LOCKED.contains(state)) {
                return Resource.LOCK;
            }
        }
        return null;
    }

    /** Whether an I/O failure is the cause; H2 closes itself when it can't write. */
    private static boolean hasIoCause(SQLException failure) {
        var depth = 0;
        for (var cause = failure.getCause();
                cause != null && depth < MAX_CAUSE_DEPTH;
                cause = cause.getCause(), depth++) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDiskFull(Throwable cause) {
        return (cause instanceof SQLException sql && POSTGRES_DISK_FULL.equals(sql.getSQLState()))
                || (cause instanceof IOException
                        && cause.getMessage() != null
                        && (cause.getMessage().contains("No space left on device")
                                || cause.getMessage().contains("Disk quota exceeded")));
    }
}
