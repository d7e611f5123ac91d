package io.drawdown.console.keys;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.ApiKeyFilter;
import io.drawdown.account.ApiKeyState;
import io.drawdown.account.Role;
import io.drawdown.console.Parameters;

/** A filter of keys as it stands in an address: {@code ?name=scheduler&state=expiring&scope=metering&account=acme-vision}, or {@code ?of=platform}. */
final class KeyFilters {

    private static final String NAME = "name";
    private static final String STATE = "state";
    private static final String SCOPE = "scope";
    private static final String ACCOUNT = "account";
    private static final String OF = "of";
    private static final String PLATFORM = "platform";

    private KeyFilters() {}

    /** The filter of an address; what makes no sense there doesn't narrow. */
    static ApiKeyFilter of(QueryParameters address) {
        return new ApiKeyFilter(
                Parameters.text(address, NAME),
                Parameters.choice(address, STATE, ApiKeyState.values()),
                Parameters.choice(address, SCOPE, Role.values()),
                Parameters.text(address, ACCOUNT),
                PLATFORM.equals(Parameters.text(address, OF)) ? true : null);
    }

    /** The address of a filter. */
    static QueryParameters address(ApiKeyFilter filter) {
        var address = Parameters.with(QueryParameters.empty(), NAME, filter.text());
        address = Parameters.with(address, STATE, filter.state());
        address = Parameters.with(address, SCOPE, filter.role());
        address = Parameters.with(address, ACCOUNT, filter.account());
        return Parameters.with(address, OF, filter.ofPlatform() == null ? null : PLATFORM);
    }
}
