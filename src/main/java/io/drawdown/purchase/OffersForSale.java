package io.drawdown.purchase;

import io.drawdown.account.Access;
import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
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

/**
 * The offers that an account can buy in a region, compared with pay-per-use. Only offers in the account's currency
 * are included (R6).
 */
@Service
public class OffersForSale {

    private final Regions regions;
    private final Specifications specifications;
    private final ListPrices listPrices;
    private final Offers offers;
    private final Access access;
    private final Clock clock;

    OffersForSale(
            Regions regions,
            Specifications specifications,
            ListPrices listPrices,
            Offers offers,
            Access access,
            Clock clock) {
        this.regions = regions;
        this.specifications = specifications;
        this.listPrices = listPrices;
        this.offers = offers;
        this.access = access;
        this.clock = clock;
    }

    /**
     * A specification that has offers, with today's price per node-hour in public pools.
     *
     * @param listPrice null if there is none in the account's currency
     */
    public record SpecificationForSale(
            Specification specification, @Nullable Money listPrice) {}

    /**
     * Returns the specifications with offers on sale in a region, the cheapest at list price first. Empty if no
     * packages are sold there (R17).
     */
    @Transactional(readOnly = true)
    public List<SpecificationForSale> specifications(String accountCode, String region) {
        var account = access.requireRead(accountCode);
        var codes = findOffersOnSale(account, region, null).stream()
                .map(Offer::specification)
                .collect(Collectors.toSet());
        var prices = listPrices.bookOf(codes);
        return this.specifications.list().stream()
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

    /**
     * Returns the offers of a specification that are on sale in a region, the smallest first. Empty if no packages
     * are sold there (R17).
     */
    @Transactional(readOnly = true)
    public List<SaleOffer> offers(String accountCode, String region, String specification) {
        var account = access.requireRead(accountCode);
        var listPrice = listPrices
                .findCurrent(region, specification, Pool.PUBLIC)
                .map(ListPrice::perNodeHour)
                .orElse(null);
        return findOffersOnSale(account, region, specification).stream()
                .map(offer -> SaleOffer.of(offer, listPrice))
                .toList();
    }

    private List<Offer> findOffersOnSale(Account account, String region, @Nullable String specification) {
        if (regions.find(region).filter(Region::sellsPackages).isEmpty()) {
            return List.of();
        }
        return this.offers.list(region, specification).stream()
                .filter(Offer::onSale)
                .filter(offer -> offer.price().currency().equals(account.currency()))
                .toList();
    }
}
