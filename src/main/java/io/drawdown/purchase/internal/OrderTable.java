package io.drawdown.purchase.internal;

import io.drawdown.base.Listing;
import io.drawdown.base.Money;
import io.drawdown.base.SortColumn;
import io.drawdown.base.Sql;
import io.drawdown.base.SqlListing;
import io.drawdown.purchase.Order;
import io.drawdown.quota.Moment;
import io.drawdown.quota.PackageColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of orders, which are read together with the packages that they made. */
@Repository
public class OrderTable {

    private static final String COLUMNS =
            "o.number, o.fingerprint, o.price, o.currency, o.placed_by, o.placed_at, " + PackageColumns.ALL;
    private static final String TABLE = "purchase_order o";
    private static final String JOIN = "join resource_package p on p.account = o.account and p.id = o.package_id";
    private static final String FROM = TABLE + " " + JOIN;

    private final JdbcClient jdbc;
    private final SqlListing.Database database;

    OrderTable(JdbcClient jdbc, SqlListing.Database database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** An order with the hash of what was asked for. */
    public record Known(Order order, String fingerprint) {}

    /** A number that people can read out to each other. */
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

    /** The order under an idempotency key, as it stands at a moment. */
    public Optional<Known> findByKey(String account, String key, Moment moment) {
        return jdbc.sql("select " + COLUMNS + " from " + FROM
                        + " where o.account = :account and o.idempotency_key = :key")
                .param("account", account)
                .param("key", key)
                .query((row, index) -> new Known(read(row, moment), row.getString("fingerprint")))
                .optional();
    }

    /** The order with a number, as it stands at a moment. */
    public Optional<Order> findByNumber(String account, String number, Moment moment) {
        return jdbc.sql("select " + COLUMNS + " from " + FROM + " where o.account = :account and o.number = :number")
                .param("account", account)
                .param("number", number)
                .query((row, index) -> read(row, moment))
                .optional();
    }

    /** An account's orders, the newest first. */
    public Listing<Order> list(String account, Moment moment) {
        return new SqlListing<>(database, COLUMNS, TABLE, (row, index) -> read(row, moment))
                .joining(JOIN)
                .within("o.account", "account", account)
                .orderBy(
                        SortColumn.instant("o.placed_at").descending(),
                        SortColumn.text("o.number").descending());
    }

    private static Order read(ResultSet row, Moment moment) throws SQLException {
        return new Order(
                row.getString("number"),
                row.getString("offer"),
                row.getInt("quantity"),
                new Money(row.getBigDecimal("price"), Currency.getInstance(row.getString("currency"))).tidy(),
                Sql.instant(row, "placed_at"),
                row.getString("placed_by"),
                PackageColumns.read(row, moment));
    }
}
