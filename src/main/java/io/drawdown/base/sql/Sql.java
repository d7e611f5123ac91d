package io.drawdown.base.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.support.KeyHolder;

/** Converts values to and from JDBC: instants as timestamps in UTC, lists of any length, and search texts. */
public final class Sql {

    private static final int MAX_ARRAY_LENGTH = 50_000;

    private Sql() {}

    /** Converts an instant to a statement parameter. */
    public static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Converts an instant or null to a statement parameter. */
    public static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    /**
     * Shortens a text from outside, which can be of any length and content. Control characters and halves of surrogate
     * pairs can't be stored and are replaced.
     */
    public static String storable(String text, int maxLength) {
        var readable = text.replaceAll("\\p{Cntrl}+", " ").replaceAll("\\p{Cs}", "?");
        if (readable.length() <= maxLength) {
            return readable;
        }
        var end = maxLength - 1;
        return readable.substring(0, Character.isHighSurrogate(readable.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** Converts any number of values to one parameter, an array of the given database type. */
    public static <T> SqlTypeValue array(
            String type, Collection<T> values, Function<T, ? extends @Nullable Object> value) {
        return (statement, index, sqlType, typeName) -> statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf(type, values.stream().map(value).toArray()));
    }

    /**
     * Runs a query for chunks of values that fit into an array on every database (H2: up to 65,536), and returns all
     * results.
     */
    public static <T, R> List<R> queryInChunks(Collection<T> values, Function<List<T>, List<R>> query) {
        var all = List.copyOf(values);
        var answers = new ArrayList<R>();
        for (var from = 0; from < all.size(); from += MAX_ARRAY_LENGTH) {
            answers.addAll(query.apply(all.subList(from, Math.min(from + MAX_ARRAY_LENGTH, all.size()))));
        }
        return answers;
    }

    /**
     * Returns the pattern for `lower(column) like` that finds a text anywhere in the column; null if there is no
     * text.
     */
    public static @Nullable String containsPattern(@Nullable String text) {
        return text == null || text.isBlank()
                ? null
                : "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    /** Reads a text from the only column of a row, which is never null. */
    public static String text(ResultSet row, int number) throws SQLException {
        return Objects.requireNonNull(row.getString(1));
    }

    /** Reads an array of texts from a column that is never null. */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(String::valueOf)
                .toList();
    }

    /** Returns the id that the database gave to a new row. */
    public static long generatedId(KeyHolder holder) {
        return Objects.requireNonNull(holder.getKeyAs(Long.class));
    }

    /** Reads an instant from a column that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Reads an instant or null from a column. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
