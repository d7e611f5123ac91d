package io.drawdown.console.customer.buy;

import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
import io.drawdown.purchase.OffersForSale;
import io.drawdown.purchase.Orders;
import io.drawdown.usage.UsageHistory;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** The services that the Buy page calls. */
@Component
record BuyServices(
        Regions regions,
        Specifications specifications,
        OffersForSale offersForSale,
        Orders orders,
        UsageHistory history,
        Clock clock) {}
