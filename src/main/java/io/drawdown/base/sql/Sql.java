package io.drawdown.base.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;

/** Values to and from JDBC: instants, which it knows as timestamps with a time zone, in UTC, lists of any length, and texts to look for. */
public final class Sql {

    private static final int MAX_ARRAY_LENGTH = 50_000;

    private Sql() {}

    /** An instant as a parameter. */
    public static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** An instant, or null where there is none, as a parameter. */
    public static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    /** Values as one parameter, an array of the database's type, however many they are. */
    public static <T> SqlTypeValue array(String type, Collection<T> values, Function<T, ?> value) {
        return (statement, index, sqlType, typeName) -> statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf(type, values.stream().map(value).toArray()));
    }

    /** Asks for values in parts that every database takes in an array (H2: up to 65,536); gives all answers. */
    public static <T, R> List<R> queryInChunks(Collection<T> values, Function<List<T>, List<R>> query) {
        var all = List.copyOf(values);
        var answers = new ArrayList<R>();
        for (var from = 0; from < all.size(); from += MAX_ARRAY_LENGTH) {
            answers.addAll(query.apply(all.subList(from, Math.min(from + MAX_ARRAY_LENGTH, all.size()))));
        }
        return answers;
    }

    /** What `lower(column) like` compares with to find a text anywhere in the column; null where there is no text. */
    public static @Nullable String containsPattern(@Nullable String text) {
        return text == null || text.isBlank()
                ? null
                : "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    /** The instant in a column that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** The instant in a column, or null. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
