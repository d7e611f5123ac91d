package io.drawdown.catalog.internal;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Pool;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;

@Entity
@Table(name = "list_price")
@IdClass(ListPriceEntity.Key.class)
public class ListPriceEntity {

    @Id
    private String specification;

    @Id
    private String region;

    @Id
    @Enumerated(EnumType.STRING)
    private Pool pool;

    @Id
    private Instant validFrom;

    private BigDecimal perNodeHour;
    private Currency currency;

    public record Key(String specification, String region, Pool pool, Instant validFrom) implements Serializable {}

    protected ListPriceEntity() {}

    public ListPriceEntity(ListPrice price) {
        specification = price.specification();
        region = price.region();
        pool = price.pool();
        validFrom = price.from();
        perNodeHour = price.perNodeHour().amount();
        currency = price.perNodeHour().currency();
    }

    public ListPrice toListPrice() {
        return new ListPrice(region, specification, pool, new Money(perNodeHour, currency).normalized(), validFrom);
    }
}
