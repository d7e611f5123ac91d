package io.drawdown.api;

import io.drawdown.api.infra.openapi.AnswersConflict;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.Money;
import io.drawdown.base.sql.Listing;
import io.drawdown.purchase.Orders;
import io.drawdown.purchase.order.NewOrder;
import io.drawdown.purchase.order.Order;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts/{account}/orders")
@Tag(name = ApiDocument.BUYING)
public class OrderController {

    private final Orders orders;

    OrderController(Orders orders) {
        this.orders = orders;
    }

    private static final String EXAMPLE = """
            {"offer": "gpu-v100-100h-1y", "quantity": 3, "effectiveAt": null,
             "price": {"amount": "2100.00", "currency": "CNY"},
             "acknowledgements": {"nonRefundable": true, "region": "cn-north-4"}}""";

    record OrderRequest(
            @Nullable String offer,
            @Nullable Long quantity,
            @Nullable Instant effectiveAt,
            @Nullable Money price,
            @Nullable Acknowledgements acknowledgements) {

        record Acknowledgements(
                @Nullable Boolean nonRefundable, @Nullable String region) {}

        NewOrder toOrder() {
            return new NewOrder(
                    offer,
                    PackageQuantity.require(quantity),
                    effectiveAt,
                    price,
                    acknowledgements == null
                            ? null
                            : new NewOrder.Acknowledgements(
                                    Boolean.TRUE.equals(acknowledgements.nonRefundable()), acknowledgements.region()));
        }
    }

    @Operation(summary = "Place an order", description = """
            For customers of the account and ADMIN. Creates one package of quantity × the offer's node-hours at the \
            current price. If 'price' (the expected total) is given and differs, the order is refused. Repeating the \
            request with the same Idempotency-Key places no second order and answers 200 with the first one.""")
    @ApiResponse(responseCode = "201", description = "The new order", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "The order that an earlier request with this key has placed",
            useReturnTypeSchema = true)
    @AnswersConflict("The price has changed, or the key was used for another order")
    @PostMapping
    ResponseEntity<Order> placeOrder(
            @PathVariable String account,
            @Parameter(required = true, description = "1 to 255 characters, unique for each order")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String key,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(EXAMPLE)))
                    @RequestBody
                    OrderRequest body) {
        var placed = orders.place(account, key, body.toOrder());
        return ResponseEntity.status(placed.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .header(
                        HttpHeaders.LOCATION,
                        "/api/v1/accounts/" + account + "/orders/"
                                + placed.order().number())
                .body(placed.order());
    }

    @Operation(summary = "List an account's orders, newest first")
    @GetMapping
    Listing<Order> listOrders(@PathVariable String account) {
        return orders.list(account);
    }

    @Operation(summary = "Get an order")
    @GetMapping("/{number}")
    Order getOrder(@PathVariable String account, @PathVariable String number) {
        return orders.get(account, number);
    }
}
