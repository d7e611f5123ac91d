package io.drawdown.usage;

import io.drawdown.account.Account;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.PriceBook;
import io.drawdown.catalog.Region;
import io.drawdown.catalog.Specification;
import io.drawdown.quota.engine.Usage;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds where usage ran and what it costs at the list price, even if a package will cover it (R6, R15). */
@Component
class Placing {

    private final Catalog catalog;

    Placing(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Reads the regions, the specifications, and the list prices of these. */
    Places about(Set<String> specifications) {
        return new Places(
                catalog.regions().stream().map(Region::code).collect(Collectors.toSet()),
                catalog.specifications().stream().map(Specification::code).collect(Collectors.toSet()),
                catalog.prices(specifications));
    }

    record Places(Set<String> regions, Set<String> specifications, PriceBook prices) {

        /**
         * The list price in force when usage started.
         *
         * @param prefix what the fields of the request that tells of it begin with
         * @throws ProblemException if it can't be placed or priced
         */
        Money priceOf(Account account, Usage usage, String prefix) {
            if (!regions.contains(usage.region())) {
                throw ProblemException.at(
                        ProblemType.UNKNOWN_REFERENCE,
                        prefix + "region",
                        "There is no region '" + usage.region() + "'.");
            }
            if (!specifications.contains(usage.specification())) {
                throw ProblemException.at(
                        ProblemType.UNKNOWN_REFERENCE,
                        prefix + "specification",
                        "There is no specification '" + usage.specification() + "'.");
            }
            var price = prices.at(usage.region(), usage.specification(), usage.pool(), usage.start())
                    .orElseThrow(() -> ProblemException.at(
                            ProblemType.NO_LIST_PRICE,
                            prefix + "specification",
                            "There is no list price of " + usage.specification() + " in " + usage.region() + " ("
                                    + usage.pool() + ") that was in force at " + usage.start() + "."))
                    .perNodeHour();
            if (!price.currency().equals(account.currency())) {
                throw ProblemException.at(
                        ProblemType.CURRENCY_MISMATCH,
                        prefix + "account",
                        "The list price is in " + price.currency() + ", and the account pays in " + account.currency()
                                + ".");
            }
            return price;
        }
    }
}
