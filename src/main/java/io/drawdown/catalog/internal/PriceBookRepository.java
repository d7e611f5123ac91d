package io.drawdown.catalog.internal;

import io.drawdown.base.Money;
import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Pool;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads list prices in bulk. */
@Repository
public class PriceBookRepository {

    private final JdbcClient jdbc;

    PriceBookRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Finds the list prices of any number of specifications, in all regions and pools and at all times. */
    public List<ListPrice> find(Collection<String> specifications) {
        return Sql.queryInChunks(
                specifications,
                chunk -> jdbc.sql("""
                        select region, specification, pool, per_node_hour, currency, valid_from from list_price
                        where specification = any(cast(:specifications as varchar array))""")
                        .param("specifications", Sql.array("varchar", chunk, specification -> specification))
                        .query((row, index) -> new ListPrice(
                                row.getString("region"),
                                row.getString("specification"),
                                Pool.valueOf(row.getString("pool")),
                                new Money(
                                                row.getBigDecimal("per_node_hour"),
                                                Currency.getInstance(row.getString("currency")))
                                        .normalized(),
                                Sql.instant(row, "valid_from")))
                        .list());
    }
}
