package io.drawdown.console.bills;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.billing.Statement;
import io.drawdown.catalog.Pool;
import io.drawdown.console.Address;
import java.time.YearMonth;
import java.util.Locale;

/** Addresses of bills and of what stands behind their lines, with what they say of the account. */
final class BillLinks {

    static final String BILLS = "bills";
    static final String CHARGES = "bills/charges";
    static final String MONTH = "month";
    static final String USAGE = "usage";
    static final String REGION = "region";
    static final String POOL = "pool";
    static final String SPECIFICATION = "specification";

    private final QueryParameters sameAccount;

    BillLinks(QueryParameters sameAccount) {
        this.sameAccount = sameAccount;
    }

    QueryParameters sameAccount() {
        return sameAccount;
    }

    /** A link to the bill of a month. */
    Anchor bill(YearMonth month, String text) {
        return new Anchor(Address.of(BILLS, sameAccount.merging(MONTH, month.toString())), text);
    }

    /** A link to what stands behind a line: the package that was ordered, or the jobs that were charged. */
    Anchor behind(YearMonth month, Statement.Line line, String text) {
        return new Anchor(
                switch (line.kind()) {
                    case ORDER -> Address.of("packages/" + line.packageId(), sameAccount);
                    case PAY_PER_USE ->
                        Address.of(
                                CHARGES,
                                sameAccount
                                        .merging(MONTH, month.toString())
                                        .merging(USAGE, line.usageMonth().toString())
                                        .merging(REGION, line.region())
                                        .merging(POOL, slug(line.pool()))
                                        .merging(SPECIFICATION, line.specification()));
                },
                text);
    }

    private static String slug(Pool pool) {
        return pool.name().toLowerCase(Locale.ROOT);
    }
}
