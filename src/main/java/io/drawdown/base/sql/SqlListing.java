package io.drawdown.base.sql;

import io.drawdown.base.Lookup;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A list that the database filters, sorts and pages. */
public final class SqlListing<T> implements Listing<T> {

    /** The longest time to stream a list, after which its connection is released. */
    private static final Duration LONGEST_READING = Duration.ofMinutes(15);

    private final Database database;
    private final String columns;
    private final String from;
    private final RowMapper<T> mapper;
    private final List<String> conditions = new ArrayList<>();
    private final List<String> scope = new ArrayList<>();
    private final MapSqlParameterSource parameters = new MapSqlParameterSource();
    private final Map<String, SortColumn> sortable = new LinkedHashMap<>();
    private List<SortColumn> order = List.of();
    private String joins = "";

    /**
     * The database of a listing, with what it needs to stream rows from one consistent snapshot.
     *
     * @param streams limits the concurrent streams, because each holds a connection
     * @param longestWait how long to wait for a stream
     */
    public record Database(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate readTransaction,
            Semaphore streams,
            Duration longestWait) {}

    public SqlListing(Database database, String columns, String from, RowMapper<T> mapper) {
        this.database = database;
        this.columns = columns;
        this.from = from;
        this.mapper = mapper;
    }

    /** Adds a condition with one named parameter. Null and an empty text add none. */
    public SqlListing<T> where(String condition, String parameter, @Nullable Object value) {
        if (isGiven(value)) {
            conditions.add(condition);
            parameters.addValue(parameter, value);
        }
        return this;
    }

    /** Adds a condition whose parameters are set separately. */
    public SqlListing<T> where(String condition) {
        conditions.add(condition);
        return this;
    }

    /**
     * Restricts the list to one value of the first column of an index that sorts the rows in the list's order. H2
     * uses such an index only if the order names that column, too. Null and an empty text don't restrict.
     */
    public SqlListing<T> within(String column, String parameter, @Nullable Object value) {
        if (isGiven(value)) {
            scope.add(column);
        }
        return where(column + " = :" + parameter, parameter, value);
    }

    /** Adds joins that match exactly one row each. Conditions and orders don't use them, so the count omits them. */
    public SqlListing<T> joining(String joins) {
        this.joins = " " + joins;
        return this;
    }

    /** Sets the value of a parameter. */
    public SqlListing<T> with(String parameter, @Nullable Object value) {
        parameters.addValue(parameter, value);
        return this;
    }

    /** Sets the default order. It must be unique, and is appended to every other order. */
    public SqlListing<T> orderBy(SortColumn... order) {
        this.order = List.of(order);
        return this;
    }

    /** Allows sorting by a property. */
    public SqlListing<T> sortable(String property, SortColumn column) {
        sortable.put(property, column);
        return this;
    }

    @Override
    public Slice<T> slice(Position from, int limit, Sort sort) {
        var keys = sortColumns(sort);
        var values = new MapSqlParameterSource(parameters.getValues()).addValue("sliceLimit", limit + 1L);
        var sql = "select " + columns + keyColumns(keys) + " from " + this.from + joins;
        switch (from) {
            case Offset(var rows) -> {
                values.addValue("sliceOffset", rows);
                sql += whereClause(lowerBound(keys, values)) + " order by " + orderClause(keys)
                        + " limit :sliceLimit offset :sliceOffset";
            }
            case After(var row) ->
                sql += whereClause(keysetCondition(keys, row, values)) + " order by " + orderClause(keys)
                        + " limit :sliceLimit";
        }
        ResultSetExtractor<Slice<T>> slice = result -> read(result, limit, keys);
        return database.jdbc().query(sql, values, slice);
    }

    @Override
    public long count() {
        var sql = "select count(*) from (select 1 as one from " + from + whereClause("") + " limit " + (MAX_COUNTED + 1)
                + ") counted";
        var count = database.jdbc().queryForObject(sql, parameters, Long.class);
        return count == null ? 0 : count;
    }

    /**
     * Passes each row to the action in order, holding a connection meanwhile. The action must not wait for a reader.
     *
     * @throws ProblemException with 503 if too many lists are being streamed, or this one takes longer than 15
     *     minutes
     */
    @Override
    public void forEach(Consumer<? super T> action) {
        acquireStream();
        var begun = System.nanoTime();
        try {
            var keys = sortColumns(Sort.unsorted());
            var values = new MapSqlParameterSource(parameters.getValues());
            var sql = "select " + columns + " from " + from + joins + whereClause(lowerBound(keys, values))
                    + " order by " + orderClause(keys);
            database.readTransaction().executeWithoutResult(status -> {
                try (var rows = database.jdbc().queryForStream(sql, values, mapper)) {
                    rows.forEach(row -> {
                        if (System.nanoTime() - begun > LONGEST_READING.toNanos()) {
                            throw unavailable("The list is too long to be read whole. Narrow it, or read it by pages.");
                        }
                        action.accept(row);
                    });
                }
            });
        } finally {
            database.streams().release();
        }
    }

    /** Returns the columns by which users can sort, by property. */
    Map<String, SortColumn> sortable() {
        return sortable;
    }

    private void acquireStream() {
        try {
            if (!database.streams().tryAcquire(database.longestWait().toMillis(), TimeUnit.MILLISECONDS)) {
                throw unavailable(
                        "As many lists are being read whole as this server allows at once. Try again in some seconds.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The program ends", interrupted);
        }
    }

    private static ProblemException unavailable(String why) {
        return new ProblemException(ProblemType.UNAVAILABLE, why);
    }

    private static boolean isGiven(@Nullable Object value) {
        return value != null && !"".equals(value);
    }

    private String whereClause(String position) {
        var all = position.isEmpty()
                ? conditions
                : Stream.concat(conditions.stream(), Stream.of(position)).toList();
        return all.isEmpty() ? "" : " where " + String.join(" and ", all);
    }

    /**
     * Returns the requested order followed by the list's own, each column once. H2 loses values if an order repeats a
     * column.
     */
    private List<SortColumn> sortColumns(Sort sort) {
        if (order.isEmpty()) {
            throw new IllegalStateException("A list without an order of its own");
        }
        var keys = new LinkedHashMap<String, SortColumn>();
        sort.stream()
                .filter(by -> sortable.containsKey(by.getProperty()))
                .map(by -> Lookup.require(sortable, by.getProperty()).withDirection(by.isDescending()))
                .forEach(key -> keys.putIfAbsent(key.sql(), key));
        order.forEach(key -> keys.putIfAbsent(key.sql(), key));
        keys.keySet().removeAll(scope);
        return List.copyOf(keys.values());
    }

    private String orderClause(List<SortColumn> keys) {
        var direction = direction(keys.getFirst());
        return Stream.concat(
                        scope.stream().map(column -> column + direction),
                        keys.stream().map(key -> key.sql() + direction(key) + (key.isNullable() ? " nulls last" : "")))
                .collect(Collectors.joining(", "));
    }

    private static String direction(SortColumn key) {
        return key.isDescending() ? " desc" : "";
    }

    private static String keyColumns(List<SortColumn> keys) {
        return IntStream.range(0, keys.size())
                .mapToObj(number -> ", " + keys.get(number).sql() + " as " + keyAlias(number))
                .collect(Collectors.joining());
    }

    private static String keyAlias(int number) {
        return "sort_key_" + number;
    }

    /**
     * Returns a condition that all rows meet. For a first page, H2 uses the index of the order only if its column has
     * a bound.
     */
    private String lowerBound(List<SortColumn> keys, MapSqlParameterSource values) {
        var first = keys.getFirst();
        if (scope.isEmpty() || first.isNullable()) {
            return "";
        }
        values.addValue("least", first.type().minimum());
        return first.sql() + " >= :least";
    }

    private static String keysetCondition(
            List<SortColumn> keys, List<@Nullable String> row, MapSqlParameterSource values) {
        if (row.size() != keys.size()) {
            throw new InvalidPositionException("Not as many keys as the list has");
        }
        return keysetCondition(keys, row, 0, values);
    }

    /** Bounds each key's column except the last separately, so that the database can find the row by an index. */
    private static String keysetCondition(
            List<SortColumn> keys, List<@Nullable String> row, int number, MapSqlParameterSource values) {
        var key = keys.get(number);
        var text = row.get(number);
        var rest = number + 1 == keys.size() ? null : keysetCondition(keys, row, number + 1, values);
        if (text == null) {
            if (!key.isNullable()) {
                throw new InvalidPositionException("No value where there is always one");
            }
            return rest == null ? "1 = 0" : key.sql() + " is null and " + rest;
        }
        values.addValue("after" + number, KeyType.toParameter(key.type().fromText(text)));
        var parameter = " :after" + number;
        var beyond = key.sql()
                + (key.isDescending() ? " <" : " >")
                + parameter
                + (key.isNullable() ? " or " + key.sql() + " is null" : "");
        if (rest == null) {
            return "(" + beyond + ")";
        }
        return key.isNullable()
                ? "(" + beyond + " or " + key.sql() + " =" + parameter + " and " + rest + ")"
                : "(" + key.sql() + (key.isDescending() ? " <=" : " >=") + parameter + " and (" + beyond + " or " + rest
                        + "))";
    }

    private Slice<T> read(ResultSet result, int limit, List<SortColumn> keys) throws SQLException {
        var rows = new ArrayList<T>();
        After last = null;
        while (result.next()) {
            if (rows.size() == limit) {
                return new Slice<>(rows, last);
            }
            rows.add(mapper.mapRow(result, rows.size()));
            if (rows.size() == limit) {
                last = readPosition(result, keys);
            }
        }
        return new Slice<>(rows, null);
    }

    private static After readPosition(ResultSet result, List<SortColumn> keys) throws SQLException {
        var row = new ArrayList<@Nullable String>();
        for (var number = 0; number < keys.size(); number++) {
            row.add(KeyType.toText(keys.get(number).type().read(result, keyAlias(number))));
        }
        return new After(row);
    }
}
