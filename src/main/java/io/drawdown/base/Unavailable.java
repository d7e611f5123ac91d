package io.drawdown.base;

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
public final class Unavailable {

    private static final int DEEPEST = 20;

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

    private static final String AWAY = "The database can't be reached at the moment. ";
    private static final String FULL =
            "The disk that the server writes to is full, so that nothing can be kept at the moment. ";
    private static final String HELD =
            "Other requests were changing the same data, and this one couldn't get its turn. ";
    private static final String AGAIN = "Nothing was half-written: it is safe to send the request again.";

    private Unavailable() {}

    /** What is not to be had. */
    private enum What {
        DATABASE(AWAY),
        DISK(FULL),
        TURN(HELD);

        private final String words;

        What(String words) {
            this.words = words;
        }
    }

    /** The problem with which such a failure is answered, with status 503; empty where the failure is of another kind. */
    public static Optional<ProblemException> problem(Throwable failure) {
        return what(failure).map(what -> new ProblemException(ProblemType.UNAVAILABLE, what.words + AGAIN));
    }

    /** Whether it is such a failure, or one that was already answered as one. */
    public static boolean is(Throwable failure) {
        return failure instanceof ProblemException problem
                ? problem.type().status() == ProblemType.UNAVAILABLE.status()
                : what(failure).isPresent();
    }

    /** Whether it is for want of the database or the disk, rather than of a lock that others hold. */
    public static boolean isAway(Throwable failure) {
        return what(failure).filter(what -> what != What.TURN).isPresent();
    }

    /** Whether the database's connection broke, or the embedded database was closed, with this. */
    public static boolean isBrokenConnection(SQLException failure) {
        var state = failure.getSQLState();
        return H2_CLOSED.contains(failure.getErrorCode())
                || failure.getErrorCode() == H2_GENERAL && hasIoCause(failure)
                || state != null
                        && (state.startsWith("08") || state.startsWith("57P") || state.equals(POSTGRES_READ_ONLY));
    }

    private static Optional<What> what(Throwable failure) {
        What found = null;
        var depth = 0;
        for (Throwable cause = failure; cause != null && depth < DEEPEST; cause = cause.getCause(), depth++) {
            if (isDiskFull(cause)) {
                return Optional.of(What.DISK);
            }
            if (found == null) {
                found = of(cause);
            }
        }
        return Optional.ofNullable(found);
    }

    private static @Nullable What of(Throwable cause) {
        return switch (cause) {
            case SQLException sql -> of(sql);
            case CannotCreateTransactionException noConnection -> What.DATABASE;
            case DataAccessResourceFailureException noConnection -> What.DATABASE;
            case ConcurrencyFailureException held -> What.TURN;
            default -> null;
        };
    }

    private static @Nullable What of(SQLException sql) {
        for (var one = sql; one != null; one = one.getNextException()) {
            var state = one.getSQLState() == null ? "" : one.getSQLState();
            if (isBrokenConnection(one)
                    || state.isEmpty() && CLOSED_BY_POOL.equals(one.getMessage())
                    || one instanceof SQLTransientConnectionException
                    || one instanceof SQLRecoverableException
                    || state.startsWith("53")
                    || state.startsWith("58")) {
                return What.DATABASE;
            }
            if (H2_LOCKED.contains(state) || POSTGRES_LOCKED.contains(state)) {
                return What.TURN;
            }
        }
        return null;
    }

    /** H2 closes itself when it can't write. */
    private static boolean hasIoCause(SQLException failure) {
        var depth = 0;
        for (var cause = failure.getCause(); cause != null && depth < DEEPEST; cause = cause.getCause(), depth++) {
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
