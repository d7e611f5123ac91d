package io.drawdown.base.sql;

import io.drawdown.base.Validation;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type of a sort key, which determines how its values are written as text and read again. */
public enum KeyType {
    TEXT {
        @Override
        Comparable<?> parse(String text) {
            if (!Validation.isEncodable(text) || text.indexOf('\0') >= 0) {
                throw new InvalidPositionException("Not a text that a database keeps");
            }
            return text;
        }

        @Override
        @Nullable
        Object read(ResultSet row, String column) throws SQLException {
            return row.getString(column);
        }

        @Override
        Object minimum() {
            return "";
        }
    },

    WHOLE {
        @Override
        Comparable<?> parse(String text) {
            return Long.valueOf(text);
        }

        @Override
        @Nullable
        Object read(ResultSet row, String column) throws SQLException {
            var value = row.getLong(column);
            return row.wasNull() ? null : value;
        }

        @Override
        Object minimum() {
            return Long.MIN_VALUE;
        }
    },

    DECIMAL {
        @Override
        Comparable<?> parse(String text) {
            if (!PLAIN_DECIMAL.matcher(text).matches()) {
                throw new InvalidPositionException("Not a decimal");
            }
            return new BigDecimal(text);
        }

        @Override
        @Nullable
        Object read(ResultSet row, String column) throws SQLException {
            return row.getBigDecimal(column);
        }

        @Override
        Object minimum() {
            return new BigDecimal("-1e60");
        }
    },

    INSTANT {
        @Override
        Comparable<?> parse(String text) {
            var instant = Instant.parse(text);
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw new InvalidPositionException("Not an instant that a database keeps");
            }
            return instant;
        }

        @Override
        @Nullable
        Object read(ResultSet row, String column) throws SQLException {
            return Sql.instantOrNull(row, column);
        }

        @Override
        Object minimum() {
            return Sql.utc(EARLIEST);
        }
    };

    private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?[0-9]{1,60}(\\.[0-9]{1,30})?");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Reads the value of a column with the class of this type; null if there is none. */
    abstract @Nullable Object read(ResultSet row, String column) throws SQLException;

    /** Returns the lowest value, as a statement parameter. */
    abstract Object minimum();

    abstract Comparable<?> parse(String text);

    /**
     * Returns the value of a text.
     *
     * @throws InvalidPositionException if the text isn't of this type
     */
    Comparable<?> fromText(String text) {
        try {
            return parse(text);
        } catch (NumberFormatException | DateTimeException unreadable) {
            throw new InvalidPositionException(String.valueOf(unreadable.getMessage()));
        }
    }

    /** Converts a value to text. */
    static @Nullable String toText(@Nullable Object value) {
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value == null ? null : value.toString();
    }

    /** Converts a value to a statement parameter. */
    static Object toParameter(Object value) {
        return value instanceof Instant instant ? Sql.utc(instant) : value;
    }
}
