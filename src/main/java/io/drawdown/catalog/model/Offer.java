package io.drawdown.catalog.model;

import io.drawdown.base.Money;
import java.util.Set;

/** A package on sale: a number of node-hours of a specification in a region, with a validity in months. */
public record Offer(
        String code,
        String name,
        String region,
        String specification,
        Set<Activity> activities,
        long nodeHours,
        int months,
        Money price,
        boolean onSale) {

    /** Returns a copy that is on sale or isn't. */
    public Offer withOnSale(boolean isOnSale) {
        return new Offer(code, name, region, specification, activities, nodeHours, months, price, isOnSale);
    }
}
