package io.drawdown.base;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A list that the database filters, sorts and pages. */
public final class SqlListing<T> implements Listing<T> {

    private static final int LONGEST_WAIT_SECONDS = 2;

    private final Database database;
    private final String columns;
    private final String from;
    private final RowMapper<T> mapper;
    private final List<String> conditions = new ArrayList<>();
    private final MapSqlParameterSource parameters = new MapSqlParameterSource();
    private final Map<String, String> sortable = new LinkedHashMap<>();
    private String order = "1";

    /**
     * The database that a listing reads, and how it reads it in one consistent, streamed go.
     *
     * @param streams how many may do so at once: each holds a connection for as long as its reader takes, and others need some
     */
    public record Database(NamedParameterJdbcTemplate jdbc, TransactionTemplate reading, Semaphore streams) {}

    public SqlListing(Database database, String columns, String from, RowMapper<T> mapper) {
        this.database = database;
        this.columns = columns;
        this.from = from;
        this.mapper = mapper;
    }

    /** Narrows the list by a condition with one named parameter; null and an empty text don't narrow it. */
    public SqlListing<T> where(String condition, String parameter, @Nullable Object value) {
        if (value != null && !"".equals(value)) {
            conditions.add(condition);
            parameters.addValue(parameter, value);
        }
        return this;
    }

    /** Narrows the list by a condition whose parameters are given otherwise. */
    public SqlListing<T> where(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Gives a parameter a value. */
    public SqlListing<T> with(String parameter, @Nullable Object value) {
        parameters.addValue(parameter, value);
        return this;
    }

    /** The order when none is asked for; it must be total, and ends every other order. */
    public SqlListing<T> orderBy(String order) {
        this.order = order;
        return this;
    }

    /** Lets people sort by a property. */
    public SqlListing<T> sortable(String property, String column) {
        sortable.put(property, column);
        return this;
    }

    @Override
    public Page<T> page(Pageable pageable) {
        if (pageable.isUnpaged()) {
            return new PageImpl<>(database.jdbc().query(select(order), parameters, mapper));
        }
        return new PageImpl<>(rows(pageable.getOffset(), pageable.getPageSize(), pageable.getSort()), pageable, count());
    }

    @Override
    public List<T> rows(long offset, int limit, Sort sort) {
        var paged = new MapSqlParameterSource(parameters.getValues())
                .addValue("pageLimit", limit)
                .addValue("pageOffset", offset);
        return database.jdbc().query(select(order(sort)) + " limit :pageLimit offset :pageOffset", paged, mapper);
    }

    @Override
    public long count() {
        var count = database.jdbc().queryForObject("select count(*) from " + from + where(), parameters, Long.class);
        return count == null ? 0 : count;
    }

    @Override
    public void forEach(Consumer<? super T> action) {
        awaitTurn();
        try {
            database.reading().executeWithoutResult(status -> {
                try (var rows = database.jdbc().queryForStream(select(order), parameters, mapper)) {
                    rows.forEach(action);
                }
            });
        } finally {
            database.streams().release();
        }
    }

    private void awaitTurn() {
        try {
            if (!database.streams().tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new ProblemException(ProblemType.TOO_MANY_REQUESTS,
                        "As many lists are being read whole as this server allows at once. Try again in a minute.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The program ends", interrupted);
        }
    }

    private String select(String orderBy) {
        return "select " + columns + " from " + from + where() + " order by " + orderBy;
    }

    private String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private String order(Sort sort) {
        var asked = sort.stream()
                .filter(by -> sortable.containsKey(by.getProperty()))
                .map(by -> sortable.get(by.getProperty()) + (by.isAscending() ? "" : " desc"))
                .collect(Collectors.joining(", "));
        return asked.isEmpty() ? order : asked + ", " + order;
    }
}
