package io.drawdown.purchase;

import io.drawdown.account.Access;
import io.drawdown.account.Account;
import io.drawdown.base.Money;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.ListPrice;
import io.drawdown.catalog.Offer;
import io.drawdown.catalog.Pool;
import io.drawdown.catalog.Region;
import io.drawdown.catalog.Specification;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an account can buy where, and how that compares with paying per use. Only what is priced in its currency (R6). */
@Service
public class Assortment {

    private final Catalog catalog;
    private final Access access;
    private final Clock clock;

    Assortment(Catalog catalog, Access access, Clock clock) {
        this.catalog = catalog;
        this.access = access;
        this.clock = clock;
    }

    /**
     * A specification for which there are offers, with today's price per node-hour in public pools.
     *
     * @param listPrice null where there is none in the account's currency
     */
    public record SpecificationOnSale(
            Specification specification, @Nullable Money listPrice) {}

    /** The specifications of which something is on sale in a region, the cheapest at list price first; none where no packages are sold (R17). */
    @Transactional(readOnly = true)
    public List<SpecificationOnSale> specifications(String accountCode, String region) {
        var account = access.toRead(accountCode);
        var codes =
                onSale(account, region, null).stream().map(Offer::specification).collect(Collectors.toSet());
        var prices = catalog.prices(codes);
        return catalog.specifications().stream()
                .filter(specification -> codes.contains(specification.code()))
                .map(specification -> new SpecificationOnSale(
                        specification,
                        prices.at(region, specification.code(), Pool.PUBLIC, clock.instant())
                                .map(ListPrice::perNodeHour)
                                .filter(price -> price.currency().equals(account.currency()))
                                .orElse(null)))
                .sorted(Comparator.comparing(
                        SpecificationOnSale::listPrice, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    /** The offers of a specification that are on sale in a region, the smallest first; none where no packages are sold (R17). */
    @Transactional(readOnly = true)
    public List<OfferOnSale> offers(String accountCode, String region, String specification) {
        var account = access.toRead(accountCode);
        var listPrice = catalog.currentPrice(region, specification, Pool.PUBLIC)
                .map(ListPrice::perNodeHour)
                .orElse(null);
        return onSale(account, region, specification).stream()
                .map(offer -> OfferOnSale.of(offer, listPrice))
                .toList();
    }

    private List<Offer> onSale(Account account, String region, @Nullable String specification) {
        if (catalog.region(region).filter(Region::sellsPackages).isEmpty()) {
            return List.of();
        }
        return catalog.offers(region, specification).stream()
                .filter(Offer::onSale)
                .filter(offer -> offer.price().currency().equals(account.currency()))
                .toList();
    }
}
