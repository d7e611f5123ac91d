package io.drawdown.console.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.alert.WatchedTarget;
import io.drawdown.console.Address;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.Strong;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import java.time.ZoneId;
import java.util.Locale;

/** What targets are called, and where their packages are. */
final class Names {

    private final CatalogNames catalog;
    private final QueryParameters sameAccount;

    Names(CatalogNames catalog, QueryParameters sameAccount) {
        this.catalog = catalog;
        this.sameAccount = sameAccount;
    }

    /** The package's title, or the kind's specification. */
    String title(WatchedTarget target) {
        return target.title() == null ? catalog.specification(target.kind().specification()) : target.title();
    }

    /** Where the package works and from when, as many bear the same title; or where the kind does and what it covers. */
    String subtitle(WatchedTarget target) {
        var region = target.kind().region();
        return target.effectiveAt() == null
                ? region + " · " + Words.of(target.kind().activities())
                : region + " · from " + Format.day(target.effectiveAt(), zone(target));
    }

    /** The title, of a package with the way to its page, which leaves the dialog as it is. */
    Component heading(WatchedTarget target) {
        return target.packageId() == null
                ? new Strong(title(target))
                : elsewhere("packages/" + target.packageId(), title(target));
    }

    /** A link to another page of the same account, in a window of its own. */
    Anchor elsewhere(String path, String text) {
        var link = new Anchor(address(path), text, AnchorTarget.BLANK);
        link.getElement().setAttribute("title", "Opens in a new tab");
        return link;
    }

    /** An address that shows the same account. */
    String address(String path) {
        return Address.of(path, sameAccount);
    }

    ZoneId zone(WatchedTarget target) {
        return catalog.zone(target.kind().region());
    }

    /** Whether a target has these words in what it is called or where it is. */
    boolean matches(WatchedTarget target, String words) {
        var searched = (title(target) + " " + subtitle(target) + " "
                        + target.kind().specification() + " "
                        + catalog.specification(target.kind().specification()))
                .toLowerCase(Locale.ROOT);
        return searched.contains(words.strip().toLowerCase(Locale.ROOT));
    }
}
