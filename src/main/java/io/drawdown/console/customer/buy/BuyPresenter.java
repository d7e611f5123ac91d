package io.drawdown.console.customer.buy;

import io.drawdown.account.model.Account;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import io.drawdown.purchase.OffersForSale;
import io.drawdown.purchase.OffersForSale.SpecificationForSale;
import io.drawdown.purchase.Orders;
import io.drawdown.purchase.SaleOffer;
import io.drawdown.purchase.order.NewOrder;
import io.drawdown.purchase.order.Order;
import io.drawdown.purchase.order.Quote;
import io.drawdown.usage.UsageHistory;
import io.drawdown.usage.history.RecentUsage;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The presenter of the Buy page. */
@Component
class BuyPresenter {

    /** The number of days up to now from which the page takes recent usage. */
    static final int RECENT_DAYS = 30;

    private final Regions regions;
    private final Specifications specifications;
    private final OffersForSale offersForSale;
    private final Orders orders;
    private final UsageHistory history;
    private final Clock clock;

    BuyPresenter(
            Regions regions,
            Specifications specifications,
            OffersForSale offersForSale,
            Orders orders,
            UsageHistory history,
            Clock clock) {
        this.regions = regions;
        this.specifications = specifications;
        this.offersForSale = offersForSale;
        this.orders = orders;
        this.history = history;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Returns all regions, those that sell packages first. */
    List<Region> regions() {
        return this.regions.list().stream()
                .sorted(Comparator.comparing(Region::sellsPackages).reversed())
                .toList();
    }

    List<RecentUsage> recentUsage(Account account) {
        return history.listRecent(account.code(), RECENT_DAYS);
    }

    List<SpecificationForSale> specifications(Account account, Region region) {
        return offersForSale.specifications(account.code(), region.code());
    }

    List<SaleOffer> offers(Account account, Region region, String specification) {
        return offersForSale.offers(account.code(), region.code(), specification);
    }

    String specificationName(String specification) {
        return specifications.find(specification).map(Specification::name).orElse(specification);
    }

    boolean hasRun(Account account, Region region, String specification) {
        return history.hasRun(account.code(), region.code(), specification);
    }

    Quote quote(Account account, String offer, int quantity, @Nullable Instant effectiveAt) {
        return orders.quote(account.code(), offer, quantity, effectiveAt);
    }

    Order placeOrder(Account account, String key, NewOrder order) {
        return orders.place(account.code(), key, order).order();
    }
}
