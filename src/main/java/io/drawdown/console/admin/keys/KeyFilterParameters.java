package io.drawdown.console.admin.keys;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.model.ApiKeyFilter;
import io.drawdown.account.model.ApiKeyState;
import io.drawdown.account.model.Role;
import io.drawdown.console.components.address.AddressParameters;

/**
 * Reads and writes a filter of keys in an address:
 * {@code ?name=scheduler&state=expiring&scope=metering&account=acme-vision}, or {@code ?of=platform}.
 */
final class KeyFilterParameters {

    private static final String NAME = "name";
    private static final String STATE = "state";
    private static final String SCOPE = "scope";
    private static final String ACCOUNT = "account";
    private static final String OWNER = "of";
    private static final String PLATFORM = "platform";

    private KeyFilterParameters() {}

    /** Parses the filter. Values that are not valid are ignored. */
    static ApiKeyFilter parse(QueryParameters address) {
        return new ApiKeyFilter(
                AddressParameters.text(address, NAME),
                AddressParameters.choice(address, STATE, ApiKeyState.values()),
                AddressParameters.choice(address, SCOPE, Role.values()),
                AddressParameters.text(address, ACCOUNT),
                PLATFORM.equals(AddressParameters.text(address, OWNER)) ? true : null);
    }

    /** Returns the parameters of a filter. */
    static QueryParameters toParameters(ApiKeyFilter filter) {
        var address = AddressParameters.with(QueryParameters.empty(), NAME, filter.text());
        address = AddressParameters.with(address, STATE, filter.state());
        address = AddressParameters.with(address, SCOPE, filter.role());
        address = AddressParameters.with(address, ACCOUNT, filter.account());
        return AddressParameters.with(address, OWNER, filter.ofPlatform() == null ? null : PLATFORM);
    }
}
