package io.drawdown.catalog.model;

import io.drawdown.base.Money;
import java.util.Set;

/** A package on sale: so many node-hours of a specification in a region, valid for so many months. */
public record Offer(
        String code,
        String name,
        String region,
        String specification,
        Set<Activity> activities,
        long nodeHours,
        int months,
        Money price,
        boolean onSale) {}
