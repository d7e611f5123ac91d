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
            summary = "List deliveries of e-mails and webhooks, newest first",
            description = "For ADMIN. PARKED deliveries failed for a day and are not retried. They can be sent again.")
    @GetMapping
    Listing<Delivery> listDeliveries(
            @RequestParam(required = false) @Nullable DeliveryState state,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable String account) {
        return deliveries.list(new DeliveryFilter(state, channel, account));
    }

    @Operation(summary = "Get a delivery", description = "For ADMIN.")
    @GetMapping("/{id}")
    Delivery getDelivery(@PathVariable String id) {
        return deliveries.get(id);
    }

    @Operation(summary = "Retry a delivery", description = """
                    For ADMIN. Sends it now and, if that fails, retries by the usual schedule. The message keeps its \
                    id, so that the receiver can detect duplicates.""")
    @PostMapping("/{id}/retry")
    Delivery retryDelivery(@PathVariable String id) {
        return deliveries.retry(id);
    }
}
