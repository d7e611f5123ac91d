package io.drawdown.purchase.internal;

import io.drawdown.account.spi.PricedRecords;
import io.drawdown.base.Money;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.purchase.order.Order;
import io.drawdown.quota.forecast.AccountSnapshot;
import io.drawdown.quota.internal.PackageColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of orders, which are read together with the packages that they created. */
@Repository
public class OrderRepository implements PricedRecords {

    private static final String COLUMNS =
            "o.number, o.fingerprint, o.price, o.currency, o.placed_by, o.placed_at, " + PackageColumns.ALL;
    private static final String TABLE = "purchase_order o";
    private static final String JOIN = "join resource_package p on p.account = o.account and p.id = o.package_id";
    private static final String FROM = TABLE + " " + JOIN;

    private final JdbcClient jdbc;
    private final SqlListing.Database database;

    OrderRepository(JdbcClient jdbc, SqlListing.Database database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    @Override
    public boolean existOf(String account) {
        return jdbc.sql("select exists (select 1 from purchase_order where account = :account)")
                .param("account", account)
                .query(Boolean.class)
                .single();
    }

    @Override
    public String plural() {
        return "orders";
    }

    /** An order with the hash of the request. */
    public record StoredOrder(Order order, String fingerprint) {}

    /** Returns the next order number, which people can read out. */
    public String nextNumber() {
        return "DD%08d"
                .formatted(jdbc.sql("select nextval('purchase_order_number')")
                        .query(Long.class)
                        .single());
    }

    public void insert(String account, Order order, String key, String fingerprint) {
        jdbc.sql("""
                        insert into purchase_order (number, account, idempotency_key, fingerprint, offer, quantity, price,
                            currency, package_id, placed_by, placed_at)
                        values (:number, :account, :key, :fingerprint, :offer, :quantity, :price,
                            :currency, :package, :placedBy, :placedAt)""")
                .param("number", order.number())
                .param("account", account)
                .param("key", key)
                .param("fingerprint", fingerprint)
                .param("offer", order.offer())
                .param("quantity", order.quantity())
                .param("price", order.price().amount())
                .param("currency", order.price().currency().getCurrencyCode())
                .param("package", Long.parseLong(order.resourcePackage().id()))
                .param("placedBy", order.placedBy())
                .param("placedAt", Sql.utc(order.placedAt()))
                .update();
    }

    /** Finds the order with an idempotency key, with its package at the instant of a snapshot. */
    public Optional<StoredOrder> findByKey(String account, String key, AccountSnapshot accountSnapshot) {
        return jdbc.sql("select " + COLUMNS + " from " + FROM
                        + " where o.account = :account and o.idempotency_key = :key")
                .param("account", account)
                .param("key", key)
                .query((row, index) -> new StoredOrder(read(row, accountSnapshot), row.getString("fingerprint")))
                .optional();
    }

    /** Finds the order with a number, with its package at the instant of a snapshot. */
    public Optional<Order> findByNumber(String account, String number, AccountSnapshot accountSnapshot) {
        return jdbc.sql("select " + COLUMNS + " from " + FROM + " where o.account = :account and o.number = :number")
                .param("account", account)
                .param("number", number)
                .query((row, index) -> read(row, accountSnapshot))
                .optional();
    }

    /** Lists an account's orders, the newest first. */
    public Listing<Order> list(String account, AccountSnapshot accountSnapshot) {
        return new SqlListing<>(database, COLUMNS, TABLE, (row, index) -> read(row, accountSnapshot))
                .joining(JOIN)
                .within("o.account", "account", account)
                .orderBy(
                        SortColumn.instant("o.placed_at").descending(),
                        SortColumn.text("o.number").descending());
    }

    private static Order read(ResultSet row, AccountSnapshot accountSnapshot) throws SQLException {
        return new Order(
                row.getString("number"),
                row.getString("offer"),
                row.getInt("quantity"),
                new Money(row.getBigDecimal("price"), Currency.getInstance(row.getString("currency"))).normalized(),
                Sql.instant(row, "placed_at"),
                row.getString("placed_by"),
                PackageColumns.read(row, accountSnapshot));
    }
}
