package io.drawdown.catalog.internal;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activities;
import io.drawdown.catalog.model.Offer;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Currency;

@Entity
@Table(name = "offer")
public class OfferEntity {

    @Id
    private String code;

    private String name;
    private String region;
    private String specification;
    private String activities;
    private long nodeHours;
    private int months;
    private BigDecimal price;
    private Currency currency;
    private boolean onSale;

    protected OfferEntity() {}

    public OfferEntity(Offer offer) {
        code = offer.code();
        name = offer.name();
        region = offer.region();
        specification = offer.specification();
        activities = Activities.join(offer.activities());
        nodeHours = offer.nodeHours();
        months = offer.months();
        price = offer.price().amount();
        currency = offer.price().currency();
        onSale = offer.onSale();
    }

    public Offer toOffer() {
        return new Offer(
                code,
                name,
                region,
                specification,
                Activities.split(activities),
                nodeHours,
                months,
                new Money(price, currency).normalized(),
                onSale);
    }
}
