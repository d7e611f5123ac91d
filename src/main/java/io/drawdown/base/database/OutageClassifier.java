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
 * Tells failures of what the program stands on (the database can't be reached, is closed or has no more connections, the disk is
 * full, others hold what is asked for) from failures of its own. They pass, so that a request that met one is safe to send again.
 */
public final class OutageClassifier {

    private static final int MAX_CAUSE_DEPTH = 20;

    /** H2: the database or the connection is closed, or is being closed; another one has it to itself; its file can't be read or written. */
    private static final Set<Integer> H2_CLOSED = Set.of(90007, 90020, 90028, 90031, 90067, 90098, 90121, 90135);

    private static final int H2_GENERAL = 50000;

    private static final Set<String> H2_LOCKED = Set.of("HYT00");

    /** PostgreSQL: a serialization failure, a deadlock, a lock that couldn't be had. */
    private static final Set<String> POSTGRES_LOCKED = Set.of("40001", "40P01", "55P03");

    private static final String POSTGRES_READ_ONLY = "25006";
    private static final String POSTGRES_DISK_FULL = "53100";

    /** What the pool says of a connection that broke, when it is to be rolled back. */
    private static final String CLOSED_BY_POOL = "Connection is closed";

    private static final String DATABASE_MESSAGE = "The database can't be reached at the moment. ";
    private static final String DISK_MESSAGE =
            "The disk that the server writes to is full, so that nothing can be kept at the moment. ";
    private static final String LOCK_MESSAGE =
            "Other requests were changing the same data, and this one couldn't get its turn. ";
    private static final String RETRY_MESSAGE = "Nothing was half-written: it is safe to send the request again.";

    private OutageClassifier() {}

    /** What is not to be had. */
    private enum Resource {
        DATABASE(DATABASE_MESSAGE),
        DISK(DISK_MESSAGE),
        LOCK(LOCK_MESSAGE);

        private final String message;

        Resource(String words) {
            this.message = words;
        }
    }

    /** The problem with which such a failure is answered, with status 503; empty where the failure is of another kind. */
    public static Optional<ProblemException> toProblem(Throwable failure) {
        return findResource(failure)
                .map(resource -> new ProblemException(ProblemType.UNAVAILABLE, resource.message + RETRY_MESSAGE));
    }

    /** Whether it is such a failure, or one that was already answered as one. */
    public static boolean isOutage(Throwable failure) {
        return failure instanceof ProblemException problem
                ? problem.type().status() == ProblemType.UNAVAILABLE.status()
                : findResource(failure).isPresent();
    }

    /** Whether it is for want of the database or the disk, rather than of a lock that others hold. */
    public static boolean isDatabaseOrDiskOutage(Throwable failure) {
        return findResource(failure)
                .filter(resource -> resource != Resource.LOCK)
                .isPresent();
    }

    /** Whether the database's connection broke, or the embedded database was closed, with this. */
    public static boolean isBrokenConnection(SQLException failure) {
        var state = failure.getSQLState();
        return H2_CLOSED.contains(failure.getErrorCode())
                || failure.getErrorCode() == H2_GENERAL && hasIoCause(failure)
                || state != null
                        && (state.startsWith("08") || state.startsWith("57P") || state.equals(POSTGRES_READ_ONLY));
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
                    || state.isEmpty() && CLOSED_BY_POOL.equals(one.getMessage())
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

    /** H2 closes itself when it can't write. */
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
        return cause instanceof SQLException sql && POSTGRES_DISK_FULL.equals(sql.getSQLState())
                || cause instanceof IOException
                        && cause.getMessage() != null
                        && (cause.getMessage().contains("No space left on device")
                                || cause.getMessage().contains("Disk quota exceeded"));
    }
}
