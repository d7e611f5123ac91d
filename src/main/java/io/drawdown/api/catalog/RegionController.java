package io.drawdown.api.catalog;

import io.drawdown.api.infra.etag.EntityTags;
import io.drawdown.api.infra.etag.TagConditions;
import io.drawdown.api.infra.json.AddressedCode;
import io.drawdown.api.infra.openapi.AnswersETag;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortKey;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.model.Region;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.ZoneId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/regions")
@Tag(name = ApiDocument.CATALOGUE)
class RegionController {

    private final Regions regions;
    private final EntityTags tags;

    RegionController(Regions regions, EntityTags tags) {
        this.regions = regions;
        this.tags = tags;
    }

    /** What a PUT sets; whether the region is retired isn't part of it. */
    record RegionRequest(String code, String name, ZoneId zone, boolean sellsPackages) {}

    @Operation(summary = "List regions by code")
    @GetMapping
    Listing<Region> listRegions() {
        return Listing.of(regions.list(), SortKey.text(Region::code));
    }

    @Operation(summary = "Get a region")
    @AnswersETag
    @GetMapping("/{code}")
    ResponseEntity<Region> getRegion(@PathVariable String code) {
        return tags.answer(
                regions.find(code).orElseThrow(() -> ProblemException.notFound("The region '" + code + "'")));
    }

    @Operation(
            summary = "Create or update a region",
            description = "For ADMIN. The time zone determines when packages that are bought from now on expire.")
    @AnswersETag
    @PutMapping("/{code}")
    ResponseEntity<Region> putRegion(
            @PathVariable String code, @RequestBody RegionRequest region, TagConditions conditions) {
        AddressedCode.requireSame("code", code, region.code());
        return tags.answer(regions.putIf(
                new Region(code, region.name(), region.zone(), region.sellsPackages()), tags.precondition(conditions)));
    }

    @Operation(summary = "Retire a region", description = """
                    For ADMIN. Its offers are taken off sale, and none can be put on sale. Its usage and packages go \
                    on. Repeating it changes nothing.""")
    @PostMapping("/{code}/retire")
    Region retireRegion(@PathVariable String code) {
        return regions.retire(code);
    }

    @Operation(summary = "Restore a retired region", description = "For ADMIN. Its offers stay off sale.")
    @PostMapping("/{code}/restore")
    Region restoreRegion(@PathVariable String code) {
        return regions.restore(code);
    }

    @Operation(
            summary = "Delete a region",
            description = "For ADMIN. Only a region without list prices, offers and packages. Otherwise retire it.")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @DeleteMapping("/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteRegion(@PathVariable String code) {
        regions.remove(code);
    }
}
