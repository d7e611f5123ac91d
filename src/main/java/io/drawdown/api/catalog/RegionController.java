package io.drawdown.api.catalog;

import io.drawdown.api.infra.json.AddressedCode;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortKey;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.model.Region;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/regions")
@Tag(name = ApiDocument.CATALOGUE)
class RegionController {

    private final Regions regions;

    RegionController(Regions regions) {
        this.regions = regions;
    }

    @Operation(summary = "All regions, by code")
    @GetMapping
    Listing<Region> listRegions() {
        return Listing.of(this.regions.list(), SortKey.text(Region::code));
    }

    @Operation(summary = "One region")
    @GetMapping("/{code}")
    Region getRegion(@PathVariable String code) {
        return this.regions.find(code).orElseThrow(() -> ProblemException.notFound("The region '" + code + "'"));
    }

    @Operation(
            summary = "Add a region or change it",
            description = "An ADMIN's to do. Its zone decides how long packages are valid that are bought from now on.")
    @PutMapping("/{code}")
    Region putRegion(@PathVariable String code, @RequestBody Region region) {
        AddressedCode.requireSame("code", code, region.code());
        return this.regions.put(new Region(code, region.name(), region.zone(), region.sellsPackages()));
    }
}
