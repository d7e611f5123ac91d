package io.drawdown.console.admin.runs;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.usage.runs.SilentRunFilter;

/** Reads and writes a filter of silent runs in an address: {@code ?job=train&account=acme-vision}. */
final class SilentRunFilterParameters {

    private static final String JOB = "job";
    private static final String ACCOUNT = "account";

    private SilentRunFilterParameters() {}

    static SilentRunFilter parse(QueryParameters address) {
        return new SilentRunFilter(AddressParameters.text(address, JOB), AddressParameters.text(address, ACCOUNT));
    }

    /** Returns the parameters of a filter. */
    static QueryParameters toParameters(SilentRunFilter filter) {
        return AddressParameters.with(
                AddressParameters.with(QueryParameters.empty(), JOB, filter.text()), ACCOUNT, filter.account());
    }
}
