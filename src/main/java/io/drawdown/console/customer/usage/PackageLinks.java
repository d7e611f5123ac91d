package io.drawdown.console.customer.usage;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.quota.packages.ResourcePackage;

/** Links to packages' pages. */
final class PackageLinks {

    private PackageLinks() {}

    /** A link to a package's page, with what the address says of the account. */
    static Anchor packageLink(ResourcePackage one, QueryParameters sameAccount) {
        var query = sameAccount.getQueryString();
        return new Anchor("packages/" + one.id() + (query.isEmpty() ? "" : "?" + query), one.title());
    }
}
