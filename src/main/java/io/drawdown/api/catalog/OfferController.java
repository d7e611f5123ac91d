package io.drawdown.api.catalog;

import io.drawdown.api.infra.etag.EntityTags;
import io.drawdown.api.infra.etag.TagConditions;
import io.drawdown.api.infra.json.AddressedCode;
import io.drawdown.api.infra.openapi.AnswersETag;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortKey;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.model.Offer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/offers")
@Tag(name = ApiDocument.CATALOGUE)
class OfferController {

    private final Offers offers;
    private final EntityTags tags;

    OfferController(Offers offers, EntityTags tags) {
        this.offers = offers;
        this.tags = tags;
    }

    @Operation(
            summary = "List offers",
            description = "By region and specification, smallest first, including offers that aren't on sale.")
    @GetMapping
    Listing<Offer> listOffers(
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String specification) {
        return Listing.of(
                offers.list(region, specification),
                SortKey.text(Offer::region),
                SortKey.text(Offer::specification),
                SortKey.integer(Offer::nodeHours),
                SortKey.integer(offer -> (long) offer.months()),
                SortKey.text(Offer::code));
    }

    @Operation(summary = "Get an offer")
    @AnswersETag
    @GetMapping("/{code}")
    ResponseEntity<Offer> getOffer(@PathVariable String code) {
        return tags.answer(offers.find(code).orElseThrow(() -> ProblemException.notFound("The offer '" + code + "'")));
    }

    @Operation(
            summary = "Create or update an offer",
            description = "For ADMIN. Packages that were already bought keep their terms.")
    @AnswersETag
    @PutMapping("/{code}")
    ResponseEntity<Offer> putOffer(@PathVariable String code, @RequestBody Offer body, TagConditions conditions) {
        AddressedCode.requireSame("code", code, body.code());
        return tags.answer(offers.putIf(
                new Offer(
                        code,
                        body.name(),
                        body.region(),
                        body.specification(),
                        body.activities(),
                        body.nodeHours(),
                        body.months(),
                        body.price(),
                        body.onSale()),
                tags.precondition(conditions)));
    }

    @Operation(summary = "Delete an offer", description = """
                    For ADMIN. Only an offer that was never bought or given can be deleted. Otherwise \
                    take it off sale.""")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @DeleteMapping("/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteOffer(@PathVariable String code) {
        offers.remove(code);
    }
}
