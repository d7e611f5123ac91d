package io.drawdown.console.customer.buy;

import io.drawdown.base.format.Format;
import io.drawdown.catalog.model.Region;
import io.drawdown.usage.history.RecentUsage;
import java.util.List;

/** The field for the region. Regions that sell nothing are shown as such. */
class RegionField extends CardGroup<Region> {

    RegionField(String whoRan, List<RecentUsage> usage) {
        super("Region", Region::code, region -> List.of(describeRegion(region, whoRan, usage)));
        setHelperText("A package can only be used in the region it is bought in.");
        setItemEnabledProvider(Region::sellsPackages);
    }

    /** Chooses the region with a code, or shows why it can't be chosen. */
    void choose(String code) {
        var asked = getListDataView()
                .getItems()
                .filter(region -> region.code().equals(code))
                .findFirst();
        if (asked.isEmpty()) {
            showError("There is no region '" + code + "'. Choose another.");
        } else if (!asked.get().sellsPackages()) {
            showError("Packages are not sold in " + code + ". Choose another region.");
        } else {
            setValue(asked.get());
        }
    }

    private static String describeRegion(Region region, String whoRan, List<RecentUsage> usage) {
        if (!region.sellsPackages()) {
            return region.name() + " · packages are not sold here";
        }
        var ran = usage.stream()
                .filter(one -> one.region().equals(region.code()))
                .mapToLong(RecentUsage::nodeSeconds)
                .sum();
        return ran == 0
                ? region.name()
                : "%s · %s ran %s here in %d days"
                        .formatted(region.name(), whoRan, Format.hours(ran), OrderForm.RECENT_DAYS);
    }
}
