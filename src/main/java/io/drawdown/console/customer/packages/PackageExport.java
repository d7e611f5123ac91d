package io.drawdown.console.customer.packages;

import io.drawdown.base.NodeSeconds;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.CsvExport;
import io.drawdown.quota.packages.ResourcePackage;
import java.util.function.Supplier;

/** The CSV export of packages. Their validity is in the zone of their region. */
final class PackageExport {

    private PackageExport() {}

    static CsvExport<ResourcePackage> create(
            Supplier<Listing<ResourcePackage>> packages, CatalogNames names, String account) {
        return new CsvExport<>("packages-" + account, packages)
                .column("Package", ResourcePackage::name)
                .column("Specification", each -> names.specificationName(each.specification()))
                .column("Region", ResourcePackage::region)
                .column("Covers", each -> DomainLabels.label(each.activities()))
                .column("Quantity", ResourcePackage::quantity)
                .column("Total (node-hours)", each -> NodeSeconds.toNodeHours(each.totalNodeSeconds()))
                .column("Remaining (node-hours)", each -> NodeSeconds.toNodeHours(each.remainingNodeSeconds()))
                .instantColumn("Effective", ResourcePackage::effectiveAt, each -> names.regionZone(each.region()))
                .instantColumn(
                        "Valid until",
                        each -> each.expiresAt().minusSeconds(1),
                        each -> names.regionZone(each.region()))
                .column("Zone", each -> names.regionZone(each.region()).getId())
                .column("Status", each -> DomainLabels.label(each.status()))
                .column("Order", ResourcePackage::order)
                .column("Offer", ResourcePackage::offer);
    }
}
