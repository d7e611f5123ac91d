package io.drawdown.api;

import io.drawdown.purchase.Orders;
import io.drawdown.quota.ResourcePackage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts/{account}/gifts")
@Tag(name = ApiDocument.BUYING)
class GiftController {

    private final Orders orders;

    GiftController(Orders orders) {
        this.orders = orders;
    }

    record GiftRequest(String offer, @Nullable Long quantity, @Nullable Instant effectiveAt) {}

    @Operation(summary = "Give an account a package at no price", description = "An ADMIN's to do. Without 'effectiveAt', it is effective at once.")
    @ApiResponse(responseCode = "201", description = "The package", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<ResourcePackage> givePackage(@PathVariable String account, @RequestBody GiftRequest body) {
        var given = orders.give(account, body.offer(), Quantity.of(body.quantity()), body.effectiveAt());
        return ResponseEntity.created(URI.create("/api/v1/accounts/" + account + "/packages/" + given.id())).body(given);
    }
}
