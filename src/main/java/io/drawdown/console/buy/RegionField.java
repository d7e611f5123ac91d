package io.drawdown.console.buy;

import io.drawdown.catalog.Region;
import io.drawdown.console.format.Format;
import io.drawdown.usage.RecentUsage;
import java.util.List;

/** Chooses the region; those that sell nothing are shown, and say so. */
class RegionField extends CardGroup<Region> {

    RegionField(String whoRan, List<RecentUsage> usage) {
        super("Region", Region::code, region -> List.of(describe(region, whoRan, usage)));
        setHelperText("A package can only be used in the region it is bought in.");
        setItemEnabledProvider(Region::sellsPackages);
    }

    /** Chooses the region with a code, or says why it can't be chosen. */
    void choose(String code) {
        var asked = getListDataView()
                .getItems()
                .filter(region -> region.code().equals(code))
                .findFirst();
        if (asked.isEmpty()) {
            refuse("There is no region '" + code + "'. Choose one of these.");
        } else if (!asked.get().sellsPackages()) {
            refuse("Packages are not sold in " + code + ". Choose another region.");
        } else {
            setValue(asked.get());
        }
    }

    private static String describe(Region region, String whoRan, List<RecentUsage> usage) {
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
                        .formatted(region.name(), whoRan, Format.hours(ran), Desk.RECENT_DAYS);
    }
}
