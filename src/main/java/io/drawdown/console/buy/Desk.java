package io.drawdown.console.buy;

import io.drawdown.account.Account;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.Region;
import io.drawdown.catalog.Specification;
import io.drawdown.purchase.Assortment;
import io.drawdown.purchase.Assortment.SpecificationOnSale;
import io.drawdown.purchase.OfferOnSale;
import io.drawdown.purchase.Order;
import io.drawdown.purchase.Orders;
import io.drawdown.purchase.PlaceOrder;
import io.drawdown.purchase.Quote;
import io.drawdown.usage.RecentUsage;
import io.drawdown.usage.UsageHistory;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the page asks of the services. */
@Component
class Desk {

    /** The days up to now over which the page looks at what the account ran. */
    static final int RECENT_DAYS = 30;

    private final Catalog catalog;
    private final Assortment assortment;
    private final Orders orders;
    private final UsageHistory history;
    private final Clock clock;

    Desk(Catalog catalog, Assortment assortment, Orders orders, UsageHistory history, Clock clock) {
        this.catalog = catalog;
        this.assortment = assortment;
        this.orders = orders;
        this.history = history;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** All regions, those that sell packages first. */
    List<Region> regions() {
        return catalog.regions().stream()
                .sorted(Comparator.comparing(Region::sellsPackages).reversed())
                .toList();
    }

    List<RecentUsage> recentUsage(Account account) {
        return history.recent(account.code(), RECENT_DAYS);
    }

    List<SpecificationOnSale> specifications(Account account, Region region) {
        return assortment.specifications(account.code(), region.code());
    }

    List<OfferOnSale> offers(Account account, Region region, String specification) {
        return assortment.offers(account.code(), region.code(), specification);
    }

    String nameOf(String specification) {
        return catalog.specification(specification).map(Specification::name).orElse(specification);
    }

    boolean hasRun(Account account, Region region, String specification) {
        return history.hasRun(account.code(), region.code(), specification);
    }

    Quote quote(Account account, String offer, int quantity, @Nullable Instant effectiveAt) {
        return orders.quote(account.code(), offer, quantity, effectiveAt);
    }

    Order place(Account account, String key, PlaceOrder order) {
        return orders.place(account.code(), key, order).order();
    }
}
