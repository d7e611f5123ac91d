package io.drawdown.base.sql;

/**
 * What the database sorts a list by.
 *
 * @param sql a column or an expression
 * @param isNullable whether it can be null: such rows come last, in either direction and on every database
 */
public record SortColumn(String sql, KeyType type, boolean isDescending, boolean isNullable) {

    /** A column of texts. */
    public static SortColumn text(String sql) {
        return new SortColumn(sql, KeyType.TEXT, false, false);
    }

    /** A column of whole numbers that fit into a long. */
    public static SortColumn integer(String sql) {
        return new SortColumn(sql, KeyType.WHOLE, false, false);
    }

    /** A column of any other numbers. */
    public static SortColumn decimal(String sql) {
        return new SortColumn(sql, KeyType.DECIMAL, false, false);
    }

    /** A column of instants. */
    public static SortColumn instant(String sql) {
        return new SortColumn(sql, KeyType.INSTANT, false, false);
    }

    /** The same, the greatest first. */
    public SortColumn descending() {
        return withDirection(true);
    }

    /** The same, for a column that can be null. */
    public SortColumn nullable() {
        return new SortColumn(sql, type, isDescending, true);
    }

    SortColumn withDirection(boolean isDescending) {
        return new SortColumn(sql, type, isDescending, isNullable);
    }
}
