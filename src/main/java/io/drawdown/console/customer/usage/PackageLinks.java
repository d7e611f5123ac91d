package io.drawdown.console.customer.usage;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.quota.packages.ResourcePackage;

/** Links to package pages. */
final class PackageLinks {

    private PackageLinks() {}

    /** Returns a link to a package's page that keeps the account in the address. */
    static Anchor packageLink(ResourcePackage one, QueryParameters accountParameters) {
        var query = accountParameters.getQueryString();
        return new Anchor("packages/" + one.id() + (query.isEmpty() ? "" : "?" + query), one.title());
    }
}
