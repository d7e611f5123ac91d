package io.drawdown.console.customer.bills;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.billing.statement.Statement;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.components.address.PageAddress;
import java.time.YearMonth;
import java.util.Locale;

/**
 * The links from bills to other bills and to the sources of their lines. They keep the account that the address
 * names.
 */
final class BillLinks {

    static final String BILLS = "bills";
    static final String CHARGES = "bills/charges";
    static final String MONTH = "month";
    static final String USAGE = "usage";
    static final String REGION = "region";
    static final String POOL = "pool";
    static final String SPECIFICATION = "specification";

    private final QueryParameters accountParameters;

    BillLinks(QueryParameters accountParameters) {
        this.accountParameters = accountParameters;
    }

    QueryParameters accountParameters() {
        return accountParameters;
    }

    /** Returns a link to the bill of a month. */
    Anchor billLink(YearMonth month, String text) {
        return new Anchor(PageAddress.of(BILLS, accountParameters.merging(MONTH, month.toString())), text);
    }

    /** Returns a link to the source of a line: the package that was ordered, or the jobs that were charged. */
    Anchor detailsLink(YearMonth month, Statement.Line line, String text) {
        return new Anchor(
                switch (line.kind()) {
                    case ORDER -> PageAddress.of("packages/" + line.packageId(), accountParameters);
                    case PAY_PER_USE -> {
                        var usage = line.chargedUsage();
                        yield PageAddress.of(
                                CHARGES,
                                accountParameters
                                        .merging(MONTH, month.toString())
                                        .merging(USAGE, usage.month().toString())
                                        .merging(REGION, usage.region())
                                        .merging(POOL, slug(usage.pool()))
                                        .merging(SPECIFICATION, usage.specification()));
                    }
                },
                text);
    }

    private static String slug(Pool pool) {
        return pool.name().toLowerCase(Locale.ROOT);
    }
}
