package io.drawdown.console.customer.packages;

import io.drawdown.base.NodeSeconds;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.CsvExport;
import io.drawdown.console.components.list.SpreadsheetCsv;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.ResourcePackage;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVPrinter;

/** The CSV export of the packages that match a filter. Rows are streamed from the database. */
class PackageExport extends CsvExport {

    private final transient Packages packages;
    private final transient CatalogNamesLoader catalogNames;
    private final String account;
    private final transient Supplier<PackageFilter> filter;

    PackageExport(Packages packages, CatalogNamesLoader catalogNames, String account, Supplier<PackageFilter> filter) {
        super(
                "packages-" + account,
                "Package",
                "Specification",
                "Region",
                "Covers",
                "Quantity",
                "Total (node-hours)",
                "Remaining (node-hours)",
                "Effective",
                "Valid until",
                "Zone",
                "Status",
                "Order",
                "Offer");
        this.packages = packages;
        this.catalogNames = catalogNames;
        this.account = account;
        this.filter = filter;
    }

    @Override
    protected void printRows(CSVPrinter csv) {
        var names = catalogNames.load();
        packages.list(account, filter.get()).forEach(one -> print(csv, one, names));
    }

    private static void print(CSVPrinter csv, ResourcePackage one, CatalogNames names) {
        var zone = names.regionZone(one.region());
        SpreadsheetCsv.printRow(
                csv,
                one.name(),
                names.specificationName(one.specification()),
                one.region(),
                DomainLabels.label(one.activities()),
                one.quantity(),
                NodeSeconds.toNodeHours(one.totalNodeSeconds()),
                NodeSeconds.toNodeHours(one.remainingNodeSeconds()),
                SpreadsheetCsv.toSecond(one.effectiveAt(), zone),
                SpreadsheetCsv.toSecond(one.expiresAt().minusSeconds(1), zone),
                zone.getId(),
                DomainLabels.label(one.status()),
                one.order(),
                one.offer());
    }
}
