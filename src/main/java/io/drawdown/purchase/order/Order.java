package io.drawdown.purchase.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.drawdown.base.Money;
import io.drawdown.quota.packages.ResourcePackage;
import java.time.Instant;

/** One purchase, with the price that was fixed when it was placed and the package that it created. */
public record Order(
        String number,
        String offer,
        int quantity,
        Money price,
        Instant placedAt,
        String placedBy,
        @JsonProperty("package") ResourcePackage resourcePackage) {}
