package io.drawdown.console.customer.packages;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.list.CellLayout;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.components.quota.DepletionText;
import io.drawdown.console.components.quota.QuotaMeter;
import io.drawdown.console.components.quota.QuotaStatus;
import io.drawdown.quota.forecast.CurrentRateForecast;
import io.drawdown.quota.packages.ResourcePackage;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The grid of packages. A narrow window shows each as a card. */
class PackageGrid extends DataGrid<ResourcePackage> {

    private final CatalogNames names;
    private final QueryParameters accountParameters;
    private final ZoneId zone;
    private final Instant now;
    private @Nullable CurrentRateForecast forecast;

    PackageGrid(CatalogNames names, QueryParameters accountParameters, ZoneId zone, Instant now) {
        super(ResourcePackage::id);
        this.names = names;
        this.accountParameters = accountParameters;
        this.zone = zone;
        this.now = now;
        componentColumn("Package", this::link)
                .setSortProperty("name")
                .setFlexGrow(3)
                .setWidth("9rem")
                .setRowHeader(true);
        textColumn("Specification", one -> names.specificationName(one.specification()))
                .setTooltipGenerator(ResourcePackage::specification)
                .setSortProperty("specification")
                .setFlexGrow(1)
                .setWidth("7.5rem");
        textColumn("Region", ResourcePackage::region)
                .setTooltipGenerator(one -> names.regionName(one.region()))
                .setSortProperty("region")
                .setFlexGrow(1)
                .setWidth("7rem");
        componentColumn("Remaining", this::meter)
                .setSortProperty("remaining")
                .setFlexGrow(2)
                .setWidth("10rem");
        var effective = instantColumn("Effective", ResourcePackage::effectiveAt, this::regionZone, now)
                .setSortProperty("effectiveAt")
                .setFlexGrow(0)
                .setWidth("9.25rem");
        componentColumn("Valid until", this::validUntil)
                .setTooltipGenerator(one -> Format.zoneAndDistance(one.expiresAt(), regionZone(one), now))
                .setSortProperty("expiresAt")
                .setFlexGrow(0)
                .setWidth("9.25rem");
        componentColumn("Status", one -> statusOf(one).badge()).setFlexGrow(0).setWidth("9.75rem");
        var order = textColumn("Order", one -> one.order() == null ? "Gift" : one.order())
                .setSortProperty("order")
                .setFlexGrow(0)
                .setWidth("7rem");
        showAsCardsWhenNarrow("Packages", this::card);
        leaveOutFirst(order, effective);
    }

    /** Sets the forecast from which the rows take their depletion; null if nothing runs. */
    void setForecast(@Nullable CurrentRateForecast burn) {
        this.forecast = burn;
    }

    private RouterLink link(ResourcePackage one) {
        return PackageView.link(one.id(), one.title(), accountParameters);
    }

    private Component meter(ResourcePackage one) {
        return new QuotaMeter(
                        "Remaining of " + one.title(),
                        one.remainingNodeSeconds(),
                        one.totalNodeSeconds(),
                        statusOf(one).tone())
                .caption(forecast == null ? "" : DepletionText.briefText(forecast.depletionOf(one.id()), zone, now));
    }

    private Component validUntil(ResourcePackage one) {
        var zone = regionZone(one);
        return CellLayout.twoLines(Format.lastMinute(one.expiresAt(), zone), zone.getId());
    }

    private Component card(ResourcePackage one) {
        var head = new Div(link(one), statusOf(one).badge());
        head.addClassName("between");
        var where = new Span(names.specificationName(one.specification()) + " · " + one.region());
        var until = new Span("Valid until " + Format.lastMinuteWithZone(one.expiresAt(), regionZone(one)));
        until.addClassName("quiet");
        var card = new Div(head, where, meter(one), until);
        card.addClassName("row-card");
        return card;
    }

    private ZoneId regionZone(ResourcePackage one) {
        return names.regionZone(one.region());
    }

    private static QuotaStatus statusOf(ResourcePackage one) {
        return QuotaStatus.of(one.status(), one.remainingNodeSeconds(), one.totalNodeSeconds());
    }
}
