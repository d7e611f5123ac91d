package io.drawdown.console.components.label;

import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names behind the codes of the catalogue, loaded once for a page. */
public final class CatalogNames {

    private final Map<String, Region> regions;
    private final Map<String, Specification> specifications;

    CatalogNames(Collection<Region> regions, Collection<Specification> specifications) {
        this.regions = regions.stream().collect(Collectors.toMap(Region::code, Function.identity()));
        this.specifications =
                specifications.stream().collect(Collectors.toMap(Specification::code, Function.identity()));
    }

    /** Returns the specification's name; its code if it is unknown. */
    public String specificationName(String code) {
        var specification = specifications.get(code);
        return specification == null ? code : specification.name();
    }

    /** Returns the region's name; its code if it is unknown. */
    public String regionName(String code) {
        var region = regions.get(code);
        return region == null ? code : region.name();
    }

    /** Returns the zone in which validity in a region is shown (R3, R4). */
    public ZoneId regionZone(String region) {
        var known = regions.get(region);
        return known == null ? ZoneOffset.UTC : known.zone();
    }

    /** Returns the codes of all regions. */
    public Collection<String> regionCodes() {
        return regions.keySet().stream().sorted().toList();
    }

    /** Returns the codes of the regions that aren't retired. */
    public Collection<String> offeredRegionCodes() {
        return regions.values().stream()
                .filter(region -> !region.retired())
                .map(Region::code)
                .sorted()
                .toList();
    }

    /** Returns the codes of the specifications that aren't retired. */
    public Collection<String> offeredSpecificationCodes() {
        return specifications.values().stream()
                .filter(specification -> !specification.retired())
                .map(Specification::code)
                .sorted()
                .toList();
    }

    /** Returns the codes of all specifications. */
    public Collection<String> specificationCodes() {
        return specifications.keySet().stream().sorted().toList();
    }
}
