package io.drawdown.base.sql;

/**
 * A column by which the database sorts a list.
 *
 * @param sql a column or an expression
 * @param isNullable whether it can be null; such rows come last in both directions, on every database
 */
public record SortColumn(String sql, KeyType type, boolean isDescending, boolean isNullable) {

    /** Returns a text column. */
    public static SortColumn text(String sql) {
        return new SortColumn(sql, KeyType.TEXT, false, false);
    }

    /** Returns a column of integers that fit into a long. */
    public static SortColumn integer(String sql) {
        return new SortColumn(sql, KeyType.WHOLE, false, false);
    }

    /** Returns a column of other numbers. */
    public static SortColumn decimal(String sql) {
        return new SortColumn(sql, KeyType.DECIMAL, false, false);
    }

    /** Returns a column of instants. */
    public static SortColumn instant(String sql) {
        return new SortColumn(sql, KeyType.INSTANT, false, false);
    }

    /** Returns the column in descending order. */
    public SortColumn descending() {
        return withDirection(true);
    }

    /** Returns the column as one that can be null. */
    public SortColumn nullable() {
        return new SortColumn(sql, type, isDescending, true);
    }

    SortColumn withDirection(boolean isDescending) {
        return new SortColumn(sql, type, isDescending, isNullable);
    }
}
