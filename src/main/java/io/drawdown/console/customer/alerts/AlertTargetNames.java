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

/** The names, locations and links of alert targets. */
final class AlertTargetNames {

    private final CatalogNames catalog;
    private final QueryParameters accountParameters;

    AlertTargetNames(CatalogNames catalog, QueryParameters accountParameters) {
        this.catalog = catalog;
        this.accountParameters = accountParameters;
    }

    /** Returns the package's title, or the name of the kind's specification. */
    String title(AlertTarget target) {
        return target.title() == null ? catalog.specificationName(target.kind().specification()) : target.title();
    }

    /**
     * Returns a package's region and first day, because many packages share a title; or a kind's region and
     * activities.
     */
    String subtitle(AlertTarget target) {
        var region = target.kind().region();
        return target.effectiveAt() == null
                ? region + " · " + DomainLabels.label(target.kind().activities())
                : region + " · from " + Format.day(target.effectiveAt(), regionZone(target));
    }

    /** Returns the title. A package's title links to its page in a new tab, so that the dialog stays open. */
    Component heading(AlertTarget target) {
        return target.packageId() == null
                ? new StrongText(title(target))
                : linkInNewWindow("packages/" + target.packageId(), title(target));
    }

    /** Creates a link to another page of the same account that opens in a new tab. */
    Anchor linkInNewWindow(String path, String text) {
        var link = new Anchor(address(path), text, AnchorTarget.BLANK);
        link.getElement().setAttribute("title", "Opens in a new tab");
        return link;
    }

    /** Returns the address of a page of the same account. */
    String address(String path) {
        return PageAddress.of(path, accountParameters);
    }

    ZoneId regionZone(AlertTarget target) {
        return catalog.regionZone(target.kind().region());
    }

    /** Returns whether a target's name or location contains the words, ignoring case. */
    boolean matches(AlertTarget target, String words) {
        var searched = (title(target) + " " + subtitle(target) + " "
                        + target.kind().specification() + " "
                        + catalog.specificationName(target.kind().specification()))
                .toLowerCase(Locale.ROOT);
        return searched.contains(words.strip().toLowerCase(Locale.ROOT));
    }
}
