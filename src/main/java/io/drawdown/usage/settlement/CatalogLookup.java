package io.drawdown.usage.settlement;

import io.drawdown.account.model.Account;
import io.drawdown.account.model.AccountState;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
import io.drawdown.catalog.model.PriceBook;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import io.drawdown.quota.engine.Usage;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds the place and the list price of usage, even if a package will cover it (R6, R15). */
@Component
public class CatalogLookup {

    private final Regions regions;
    private final Specifications specifications;
    private final ListPrices listPrices;

    CatalogLookup(Regions regions, Specifications specifications, ListPrices listPrices) {
        this.regions = regions;
        this.specifications = specifications;
        this.listPrices = listPrices;
    }

    /** Reads the regions, the specifications, and the list prices of the given specifications. */
    public CatalogSnapshot snapshot(Set<String> specifications) {
        return new CatalogSnapshot(
                this.regions.list().stream().map(Region::code).collect(Collectors.toSet()),
                this.specifications.list().stream().map(Specification::code).collect(Collectors.toSet()),
                listPrices.bookOf(specifications));
    }

    public record CatalogSnapshot(Set<String> regions, Set<String> specifications, PriceBook prices) {

        /**
         * Returns the list price in force when usage started.
         *
         * @param prefix the prefix of the request's fields in problems
         * @throws ProblemException if the usage can't be placed or priced, or the account is closed
         */
        public Money priceOf(Account account, Usage usage, String prefix) {
            if (account.state() == AccountState.CLOSED) {
                throw ProblemException.forField(
                        ProblemType.ACCOUNT_CLOSED,
                        prefix + "account",
                        "The account '" + account.code() + "' is closed and takes no usage.");
            }
            if (!regions.contains(usage.region())) {
                throw ProblemException.forField(
                        ProblemType.UNKNOWN_REFERENCE,
                        prefix + "region",
                        "There is no region '" + usage.region() + "'.");
            }
            if (!specifications.contains(usage.specification())) {
                throw ProblemException.forField(
                        ProblemType.UNKNOWN_REFERENCE,
                        prefix + "specification",
                        "There is no specification '" + usage.specification() + "'.");
            }
            var price = prices.findPrice(usage.region(), usage.specification(), usage.pool(), usage.start())
                    .orElseThrow(() -> ProblemException.forField(
                            ProblemType.NO_LIST_PRICE,
                            prefix + "specification",
                            "There is no list price of " + usage.specification() + " in " + usage.region() + " ("
                                    + usage.pool() + ") that was in force at " + usage.start() + "."))
                    .perNodeHour();
            if (!price.currency().equals(account.currency())) {
                throw ProblemException.forField(
                        ProblemType.CURRENCY_MISMATCH,
                        prefix + "account",
                        "The list price is in " + price.currency() + ", and the account pays in " + account.currency()
                                + ".");
            }
            return price;
        }
    }
}
