package io.drawdown.console.customer.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.alert.AlertTarget;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import java.time.ZoneId;
import java.util.Locale;

/** What targets are called, and where their packages are. */
final class AlertTargetNames {

    private final CatalogNames catalog;
    private final QueryParameters accountParameters;

    AlertTargetNames(CatalogNames catalog, QueryParameters sameAccount) {
        this.catalog = catalog;
        this.accountParameters = sameAccount;
    }

    /** The package's title, or the kind's specification. */
    String title(AlertTarget target) {
        return target.title() == null ? catalog.specificationName(target.kind().specification()) : target.title();
    }

    /** Where the package works and from when, as many bear the same title; or where the kind does and what it covers. */
    String subtitle(AlertTarget target) {
        var region = target.kind().region();
        return target.effectiveAt() == null
                ? region + " · " + DomainLabels.label(target.kind().activities())
                : region + " · from " + Format.day(target.effectiveAt(), regionZone(target));
    }

    /** The title, of a package with the way to its page, which leaves the dialog as it is. */
    Component heading(AlertTarget target) {
        return target.packageId() == null
                ? new StrongText(title(target))
                : linkInNewWindow("packages/" + target.packageId(), title(target));
    }

    /** A link to another page of the same account, in a window of its own. */
    Anchor linkInNewWindow(String path, String text) {
        var link = new Anchor(address(path), text, AnchorTarget.BLANK);
        link.getElement().setAttribute("title", "Opens in a new tab");
        return link;
    }

    /** An address that shows the same account. */
    String address(String path) {
        return PageAddress.of(path, accountParameters);
    }

    ZoneId regionZone(AlertTarget target) {
        return catalog.regionZone(target.kind().region());
    }

    /** Whether a target has these words in what it is called or where it is. */
    boolean matches(AlertTarget target, String words) {
        var searched = (title(target) + " " + subtitle(target) + " "
                        + target.kind().specification() + " "
                        + catalog.specificationName(target.kind().specification()))
                .toLowerCase(Locale.ROOT);
        return searched.contains(words.strip().toLowerCase(Locale.ROOT));
    }
}
