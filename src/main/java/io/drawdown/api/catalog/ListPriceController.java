package io.drawdown.api.catalog;

import io.drawdown.api.infra.etag.EntityTags;
import io.drawdown.api.infra.etag.TagConditions;
import io.drawdown.api.infra.json.AddressedCode;
import io.drawdown.api.infra.openapi.AnswersETag;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortKey;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Pool;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
@RequestMapping("/api/v1/regions/{region}/specifications/{specification}/prices")
@Tag(name = ApiDocument.CATALOGUE)
class ListPriceController {

    private final ListPrices listPrices;
    private final EntityTags tags;
    private final Clock clock;

    ListPriceController(ListPrices listPrices, EntityTags tags, Clock clock) {
        this.listPrices = listPrices;
        this.tags = tags;
        this.clock = clock;
    }

    record ListPriceRequest(
            @Nullable String region,
            @Nullable String specification,
            @Nullable Pool pool,
            Money perNodeHour,
            @Nullable Instant from) {}

    @Operation(summary = "List the history of list prices", description = "By pool, newest first.")
    @GetMapping
    Listing<ListPrice> listPrices(@PathVariable String region, @PathVariable String specification) {
        var prices = Arrays.stream(Pool.values())
                .flatMap(pool -> listPrices.list(region, specification, pool).stream())
                .toList();
        return Listing.of(
                prices,
                SortKey.integer(price -> price.pool() == Pool.PUBLIC ? 0L : 1L),
                SortKey.latestFirst(ListPrice::from));
    }

    @Operation(summary = "Get the current list price", description = """
                    If none is in force yet, the first future one. The ETag changes when a list price is added at \
                    this address and when another one comes into force.""")
    @AnswersETag
    @GetMapping("/{pool}")
    ResponseEntity<ListPrice> getPrice(
            @PathVariable String region, @PathVariable String specification, @PathVariable Pool pool) {
        var all = listPrices.list(region, specification, pool);
        if (all.isEmpty()) {
            throw ProblemException.notFound(
                    "A list price of '" + specification + "' in '" + region + "' (" + pool + ")");
        }
        return tags.answer(shownOf(all), editableOf(all));
    }

    @Operation(summary = "Set a list price", description = """
                    For ADMIN. It applies to usage from 'from' on; without 'from', to all usage. Settled usage keeps \
                    its price.""")
    @AnswersETag
    @PutMapping("/{pool}")
    ResponseEntity<ListPrice> putPrice(
            @PathVariable String region,
            @PathVariable String specification,
            @PathVariable Pool pool,
            @RequestBody ListPriceRequest body,
            TagConditions conditions) {
        AddressedCode.requireSame("region", region, body.region());
        AddressedCode.requireSame("specification", specification, body.specification());
        AddressedCode.requireSame("pool", pool, body.pool());
        var price = new ListPrice(
                region,
                specification,
                pool,
                body.perNodeHour(),
                body.from() == null ? ListPrice.EARLIEST_FROM : body.from());
        var all = listPrices.putIf(price, tags.precondition(conditions, this::editableOf));
        return tags.answer(price, editableOf(all));
    }

    @Operation(summary = "Delete a list price", description = """
                    For ADMIN: the one that holds from 'from' on; without 'from', from the beginning. Only one that \
                    isn't in force yet, or one whose specification was never used in that region and pool.""")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @DeleteMapping("/{pool}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deletePrice(
            @PathVariable String region,
            @PathVariable String specification,
            @PathVariable Pool pool,
            @RequestParam(required = false) @Nullable Instant from) {
        listPrices.remove(region, specification, pool, from == null ? ListPrice.EARLIEST_FROM : from);
    }

    /** A price that someone else sets for later is a change, too, though another one is shown until then. */
    private List<Object> editableOf(List<ListPrice> newestFirst) {
        return List.of(shownOf(newestFirst), newestFirst);
    }

    private ListPrice shownOf(List<ListPrice> newestFirst) {
        var now = clock.instant();
        return newestFirst.stream()
                .filter(price -> !price.from().isAfter(now))
                .findFirst()
                .orElseGet(newestFirst::getLast);
    }
}
