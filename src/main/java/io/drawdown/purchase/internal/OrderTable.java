package io.drawdown.purchase.internal;

import io.drawdown.base.Listing;
import io.drawdown.base.Money;
import io.drawdown.base.Sql;
import io.drawdown.base.SqlListing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class OrderTable {

    private final JdbcClient jdbc;
    private final SqlListing.Database database;

    OrderTable(JdbcClient jdbc, SqlListing.Database database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** A number that people can read out to each other. */
    public String nextNumber() {
        return "DD%08d".formatted(jdbc.sql("select nextval('purchase_order_number')").query(Long.class).single());
    }

    public void insert(OrderRow order) {
        jdbc.sql("""
                        insert into purchase_order (number, account, idempotency_key, fingerprint, offer, quantity, price,
                            currency, package_id, placed_by, placed_at)
                        values (:number, :account, :key, :fingerprint, :offer, :quantity, :price,
                            :currency, :package, :placedBy, :placedAt)""")
                .param("number", order.number())
                .param("account", order.account())
                .param("key", order.idempotencyKey())
                .param("fingerprint", order.fingerprint())
                .param("offer", order.offer())
                .param("quantity", order.quantity())
                .param("price", order.price().amount())
                .param("currency", order.price().currency().getCurrencyCode())
                .param("package", Long.parseLong(order.packageId()))
                .param("placedBy", order.placedBy())
                .param("placedAt", Sql.utc(order.placedAt()))
                .update();
    }

    public Optional<OrderRow> findByKey(String account, String key) {
        return jdbc.sql("select * from purchase_order where account = :account and idempotency_key = :key")
                .param("account", account)
                .param("key", key)
                .query((row, index) -> read(row))
                .optional();
    }

    public Optional<OrderRow> findByNumber(String account, String number) {
        return jdbc.sql("select * from purchase_order where account = :account and number = :number")
                .param("account", account)
                .param("number", number)
                .query((row, index) -> read(row))
                .optional();
    }

    public <T> Listing<T> list(String account, Function<OrderRow, T> as) {
        return new SqlListing<>(database, "o.*", "purchase_order o", (row, index) -> as.apply(read(row)))
                .where("o.account = :account", "account", account)
                .orderBy("o.placed_at desc, o.number desc");
    }

    private static OrderRow read(ResultSet row) throws SQLException {
        return new OrderRow(
                row.getString("number"),
                row.getString("account"),
                row.getString("idempotency_key"),
                row.getString("fingerprint"),
                row.getString("offer"),
                row.getInt("quantity"),
                new Money(row.getBigDecimal("price"), Currency.getInstance(row.getString("currency"))).tidy(),
                row.getString("package_id"),
                row.getString("placed_by"),
                Sql.instant(row, "placed_at"));
    }
}
