package io.drawdown.console.packages;

import io.drawdown.base.NodeSeconds;
import io.drawdown.catalog.Catalog;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.CsvExport;
import io.drawdown.console.format.Spreadsheet;
import io.drawdown.console.format.Words;
import io.drawdown.quota.PackageFilter;
import io.drawdown.quota.Packages;
import io.drawdown.quota.ResourcePackage;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVPrinter;

/** The packages that a filter lets through as CSV for a spreadsheet, streamed as the database gives them. */
class PackageExport extends CsvExport {

    private final transient Packages packages;
    private final transient Catalog catalog;
    private final String account;
    private final transient Supplier<PackageFilter> filter;

    PackageExport(Packages packages, Catalog catalog, String account, Supplier<PackageFilter> filter) {
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
        this.catalog = catalog;
        this.account = account;
        this.filter = filter;
    }

    @Override
    protected void print(CSVPrinter csv) {
        var names = CatalogNames.of(catalog);
        packages.list(account, filter.get()).forEach(one -> print(csv, one, names));
    }

    private static void print(CSVPrinter csv, ResourcePackage one, CatalogNames names) {
        var zone = names.zone(one.region());
        Spreadsheet.print(
                csv,
                one.name(),
                names.specification(one.specification()),
                one.region(),
                Words.of(one.activities()),
                one.quantity(),
                NodeSeconds.toNodeHours(one.totalNodeSeconds()),
                NodeSeconds.toNodeHours(one.remainingNodeSeconds()),
                Spreadsheet.second(one.effectiveAt(), zone),
                Spreadsheet.second(one.expiresAt().minusSeconds(1), zone),
                zone.getId(),
                Words.of(one.status()),
                one.order(),
                one.offer());
    }
}
