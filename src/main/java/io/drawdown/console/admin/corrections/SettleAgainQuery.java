package io.drawdown.console.admin.corrections;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.address.AddressParameters;
import org.jspecify.annotations.Nullable;

/** The filters of voided usage, as the address holds them: {@code ?account=acme&job=job-17}. */
record SettleAgainQuery(@Nullable String account, @Nullable String job) {

    static final SettleAgainQuery UNFILTERED = new SettleAgainQuery(null, null);

    private static final String ACCOUNT = "account";
    private static final String JOB = "job";

    static SettleAgainQuery of(QueryParameters address) {
        return new SettleAgainQuery(AddressParameters.text(address, ACCOUNT), AddressParameters.text(address, JOB));
    }

    /** Returns the parameters of the address that holds these filters. */
    QueryParameters toParameters() {
        return AddressParameters.with(AddressParameters.with(QueryParameters.empty(), ACCOUNT, account), JOB, job);
    }
}
