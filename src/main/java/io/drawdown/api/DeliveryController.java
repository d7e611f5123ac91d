package io.drawdown.api;

import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.sql.Listing;
import io.drawdown.notification.Deliveries;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.Delivery;
import io.drawdown.notification.delivery.DeliveryFilter;
import io.drawdown.notification.delivery.DeliveryState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/deliveries")
@Tag(name = ApiDocument.ALERTS)
class DeliveryController {

    private final Deliveries deliveries;

    DeliveryController(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Operation(
            summary = "What became of messages on their way, the newest first",
            description = "For ADMIN. PARKED are those that were given up after a day; they can be sent again.")
    @GetMapping
    Listing<Delivery> listDeliveries(
            @RequestParam(required = false) @Nullable DeliveryState state,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable String account) {
        return deliveries.list(new DeliveryFilter(state, channel, account));
    }

    @Operation(summary = "One delivery", description = "For ADMIN.")
    @GetMapping("/{id}")
    Delivery getDelivery(@PathVariable String id) {
        return deliveries.get(id);
    }

    @Operation(
            summary = "Send a message again",
            description =
                    "For ADMIN. Now and, should it fail, by the whole schedule. The other side knows the message by the same id.")
    @PostMapping("/{id}/retry")
    Delivery retryDelivery(@PathVariable String id) {
        return deliveries.retry(id);
    }
}
