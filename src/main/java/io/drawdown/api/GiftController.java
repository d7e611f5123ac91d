package io.drawdown.api;

import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.purchase.Orders;
import io.drawdown.purchase.order.GiftResult;
import io.drawdown.quota.packages.ResourcePackage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
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

    record GiftRequest(
            String offer, @Nullable Long quantity, @Nullable Instant effectiveAt) {}

    @Operation(summary = "Give a package to an account free of charge", description = """
            For ADMIN. Without 'effectiveAt' the package is effective at once. Repeating the request with the same \
            Idempotency-Key gives no second package and answers 200 with the first one. Without a key, each request \
            gives a package.""")
    @ApiResponse(responseCode = "201", description = "The new package", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "The package that an earlier request with this key has given",
            useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<ResourcePackage> givePackage(
            @PathVariable String account,
            @Parameter(description = "1 to 255 characters, unique for each gift")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String key,
            @RequestBody GiftRequest body) {
        var giftResult = give(account, key, body);
        return ResponseEntity.status(giftResult.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .header(
                        HttpHeaders.LOCATION,
                        "/api/v1/accounts/" + account + "/packages/"
                                + giftResult.resourcePackage().id())
                .body(giftResult.resourcePackage());
    }

    private GiftResult give(String account, @Nullable String key, GiftRequest body) {
        var quantity = PackageQuantity.require(body.quantity());
        return key == null
                ? new GiftResult(orders.give(account, body.offer(), quantity, body.effectiveAt()), true)
                : orders.give(account, key, body.offer(), quantity, body.effectiveAt());
    }
}
