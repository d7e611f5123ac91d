package io.drawdown.console.corrections;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.Parameters;
import org.jspecify.annotations.Nullable;

/** Which voided usage to show, as the filters and the address say it: {@code ?account=acme&job=job-17}. */
record SettleAgainQuery(@Nullable String account, @Nullable String job) {

    static final SettleAgainQuery ALL = new SettleAgainQuery(null, null);

    private static final String ACCOUNT = "account";
    private static final String JOB = "job";

    /** What an address asks for. */
    static SettleAgainQuery of(QueryParameters address) {
        return new SettleAgainQuery(Parameters.text(address, ACCOUNT), Parameters.text(address, JOB));
    }

    /** The address of this. */
    QueryParameters address() {
        return Parameters.with(Parameters.with(QueryParameters.empty(), ACCOUNT, account), JOB, job);
    }
}
