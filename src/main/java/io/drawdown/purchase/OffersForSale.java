package io.drawdown.purchase;

import io.drawdown.account.Access;
import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an account can buy where, and how that compares with paying per use. Only what is priced in its currency (R6). */
@Service
public class OffersForSale {

    private final Catalog catalog;
    private final Access access;
    private final Clock clock;

    OffersForSale(Catalog catalog, Access access, Clock clock) {
        this.catalog = catalog;
        this.access = access;
        this.clock = clock;
    }

    /**
     * A specification for which there are offers, with today's price per node-hour in public pools.
     *
     * @param listPrice null where there is none in the account's currency
     */
    public record SpecificationForSale(
            Specification specification, @Nullable Money listPrice) {}

    /** The specifications of which something is on sale in a region, the cheapest at list price first; none where no packages are sold (R17). */
    @Transactional(readOnly = true)
    public List<SpecificationForSale> specifications(String accountCode, String region) {
        var account = access.requireRead(accountCode);
        var codes = findOffersOnSale(account, region, null).stream()
                .map(Offer::specification)
                .collect(Collectors.toSet());
        var prices = catalog.prices(codes);
        return catalog.specifications().stream()
                .filter(specification -> codes.contains(specification.code()))
                .map(specification -> new SpecificationForSale(
                        specification,
                        prices.findPrice(region, specification.code(), Pool.PUBLIC, clock.instant())
                                .map(ListPrice::perNodeHour)
                                .filter(price -> price.currency().equals(account.currency()))
                                .orElse(null)))
                .sorted(Comparator.comparing(
                        SpecificationForSale::listPrice, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    /** The offers of a specification that are on sale in a region, the smallest first; none where no packages are sold (R17). */
    @Transactional(readOnly = true)
    public List<SaleOffer> offers(String accountCode, String region, String specification) {
        var account = access.requireRead(accountCode);
        var listPrice = catalog.currentPrice(region, specification, Pool.PUBLIC)
                .map(ListPrice::perNodeHour)
                .orElse(null);
        return findOffersOnSale(account, region, specification).stream()
                .map(offer -> SaleOffer.of(offer, listPrice))
                .toList();
    }

    private List<Offer> findOffersOnSale(Account account, String region, @Nullable String specification) {
        if (catalog.region(region).filter(Region::sellsPackages).isEmpty()) {
            return List.of();
        }
        return catalog.offers(region, specification).stream()
                .filter(Offer::onSale)
                .filter(offer -> offer.price().currency().equals(account.currency()))
                .toList();
    }
}
