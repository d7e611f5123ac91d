package io.drawdown.console.packages;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.QuotaMeter;
import io.drawdown.console.components.RunsOutWords;
import io.drawdown.console.components.Standing;
import io.drawdown.console.components.Table;
import io.drawdown.console.format.Format;
import io.drawdown.quota.PresentBurn;
import io.drawdown.quota.ResourcePackage;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Packages, one a row; where there is no room for columns, each as a card. */
class PackageTable extends Table<ResourcePackage> {

    private final CatalogNames names;
    private final QueryParameters sameAccount;
    private final ZoneId zone;
    private final Instant now;
    private @Nullable PresentBurn burn;

    PackageTable(CatalogNames names, QueryParameters sameAccount, ZoneId zone, Instant now) {
        super(ResourcePackage::id);
        this.names = names;
        this.sameAccount = sameAccount;
        this.zone = zone;
        this.now = now;
        component("Package", this::link)
                .setSortProperty("name")
                .setFlexGrow(3)
                .setWidth("9rem")
                .setRowHeader(true);
        text("Specification", one -> names.specification(one.specification()))
                .setTooltipGenerator(ResourcePackage::specification)
                .setSortProperty("specification")
                .setFlexGrow(1)
                .setWidth("7.5rem");
        text("Region", ResourcePackage::region)
                .setTooltipGenerator(one -> names.region(one.region()))
                .setSortProperty("region")
                .setFlexGrow(1)
                .setWidth("7rem");
        component("Remaining", this::meter)
                .setSortProperty("remaining")
                .setFlexGrow(2)
                .setWidth("10rem");
        var effective = instant("Effective", ResourcePackage::effectiveAt, this::zone, now)
                .setSortProperty("effectiveAt")
                .setFlexGrow(0)
                .setWidth("9.25rem");
        addColumn(one -> Format.until(one.expiresAt(), zone(one)))
                .setHeader("Valid until")
                .setTooltipGenerator(one -> Format.zoneAndDistance(one.expiresAt(), zone(one), now))
                .setSortProperty("expiresAt")
                .setFlexGrow(0)
                .setWidth("9.25rem");
        component("Status", one -> standing(one).badge()).setFlexGrow(0).setWidth("9.75rem");
        var order = text("Order", one -> one.order() == null ? "Gift" : one.order())
                .setSortProperty("order")
                .setFlexGrow(0)
                .setWidth("7rem");
        orAsCards("Packages", this::card);
        showFrom(ROOMY, effective);
        showFrom(ROOMY, order);
    }

    /** From now on says at which burn packages run out; null if nothing runs. */
    void setBurn(@Nullable PresentBurn burn) {
        this.burn = burn;
    }

    private RouterLink link(ResourcePackage one) {
        return PackageView.link(one.id(), one.title(), sameAccount);
    }

    private Component meter(ResourcePackage one) {
        return new QuotaMeter(
                        "Remaining of " + one.title(),
                        one.remainingNodeSeconds(),
                        one.totalNodeSeconds(),
                        standing(one).tone())
                .note(burn == null ? "" : RunsOutWords.brief(burn.ending(one.id()), zone, now));
    }

    private Component card(ResourcePackage one) {
        var head = new Div(link(one), standing(one).badge());
        head.addClassName("between");
        var where = new Span(names.specification(one.specification()) + " · " + one.region());
        var until = new Span("Valid until " + Format.until(one.expiresAt(), zone(one)));
        until.addClassName("quiet");
        var card = new Div(head, where, meter(one), until);
        card.addClassName("row-card");
        return card;
    }

    private ZoneId zone(ResourcePackage one) {
        return names.zone(one.region());
    }

    private static Standing standing(ResourcePackage one) {
        return Standing.of(one.status(), one.remainingNodeSeconds(), one.totalNodeSeconds());
    }
}
