package io.drawdown.console.usage;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.quota.ResourcePackage;

/** Links to packages' pages. */
final class PackageLinks {

    private PackageLinks() {}

    /** A link to a package's page, with what the address says of the account. */
    static Anchor of(ResourcePackage one, QueryParameters sameAccount) {
        var query = sameAccount.getQueryString();
        return new Anchor("packages/" + one.id() + (query.isEmpty() ? "" : "?" + query), one.title());
    }
}
