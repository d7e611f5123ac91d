package io.drawdown.api.catalog;

import io.drawdown.api.infra.json.AddressedCode;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortKey;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Pool;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/regions/{region}/specifications/{specification}/prices")
@Tag(name = ApiDocument.CATALOGUE)
class ListPriceController {

    private final ListPrices listPrices;

    ListPriceController(ListPrices listPrices) {
        this.listPrices = listPrices;
    }

    record ListPriceRequest(
            @Nullable String region,
            @Nullable String specification,
            @Nullable Pool pool,
            Money perNodeHour,
            @Nullable Instant from) {}

    @Operation(summary = "List prices over time", description = "Of both pools, in each the newest first.")
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

    @Operation(
            summary = "The list price in force now",
            description = "Where none is in force yet, the first one to come.")
    @GetMapping("/{pool}")
    ListPrice getPrice(@PathVariable String region, @PathVariable String specification, @PathVariable Pool pool) {
        return listPrices
                .findCurrent(region, specification, pool)
                .or(() -> earliest(listPrices.list(region, specification, pool)))
                .orElseThrow(() -> ProblemException.notFound(
                        "A list price of '" + specification + "' in '" + region + "' (" + pool + ")"));
    }

    @Operation(
            summary = "Set the list price from an instant on",
            description = "An ADMIN's to do. Without 'from', it holds from always. What is settled keeps its price.")
    @PutMapping("/{pool}")
    ListPrice putPrice(
            @PathVariable String region,
            @PathVariable String specification,
            @PathVariable Pool pool,
            @RequestBody ListPriceRequest body) {
        AddressedCode.requireSame("region", region, body.region());
        AddressedCode.requireSame("specification", specification, body.specification());
        AddressedCode.requireSame("pool", pool, body.pool());
        return listPrices.put(new ListPrice(
                region,
                specification,
                pool,
                body.perNodeHour(),
                body.from() == null ? ListPrice.EARLIEST_FROM : body.from()));
    }

    private static Optional<ListPrice> earliest(List<ListPrice> newestFirst) {
        return newestFirst.isEmpty() ? Optional.empty() : Optional.of(newestFirst.getLast());
    }
}
