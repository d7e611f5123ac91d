package io.drawdown.console.runs;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.Parameters;
import io.drawdown.usage.SilentRunFilter;

/** A filter of silent runs as it stands in an address: {@code ?job=train&account=acme-vision}. */
final class SilentRunFilters {

    private static final String JOB = "job";
    private static final String ACCOUNT = "account";

    private SilentRunFilters() {}

    /** The filter of an address. */
    static SilentRunFilter of(QueryParameters address) {
        return new SilentRunFilter(Parameters.text(address, JOB), Parameters.text(address, ACCOUNT));
    }

    /** The address of a filter. */
    static QueryParameters address(SilentRunFilter filter) {
        return Parameters.with(Parameters.with(QueryParameters.empty(), JOB, filter.text()), ACCOUNT, filter.account());
    }
}
