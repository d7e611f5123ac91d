package io.drawdown.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.drawdown.alert.AlertKind;
import io.drawdown.api.infra.json.RejectsUnknownFields;
import io.drawdown.api.infra.limit.LimitedPaths;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.sql.Listing;
import io.drawdown.notification.webhook.Webhooks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts/{account}/webhooks")
@Tag(name = ApiDocument.ALERTS)
public class WebhookController {

    private static final String EXAMPLE = """
            {"url": "https://hooks.example.com/drawdown", "kinds": ["THRESHOLD", "USED_UP"]}""";

    private final Webhooks webhooks;

    WebhookController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @RejectsUnknownFields
    public record WebhookRequest(String url, @Nullable Set<AlertKind> kinds) {}

    /**
     * A webhook with its secret, which is shown only once.
     *
     * @param previousSecretUntil until when the previous secret also signs; omitted if there is none
     */
    record WebhookWithSecret(
            String id,
            String url,
            Set<AlertKind> kinds,
            String secret,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant previousSecretUntil) {

        private static WebhookWithSecret of(Webhooks.NewWebhook shown) {
            var webhook = shown.webhook();
            return new WebhookWithSecret(
                    webhook.id(), webhook.url(), webhook.kinds(), shown.secret(), webhook.previousSecretUntil());
        }

        @Override
        public String toString() {
            return "WebhookWithSecret[id=" + id + ", url=" + url + "]";
        }
    }

    @Operation(summary = "Create a webhook", description = """
            For customers of the account and ADMIN. At most 10 per account. Without 'kinds' the webhook receives \
            every notification. Requests are signed by the Standard Webhooks specification with the secret, which is \
            returned only in this response.""")
    @ApiResponse(responseCode = "201", description = "The webhook and its secret", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<WebhookWithSecret> createWebhook(
            @PathVariable String account,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(EXAMPLE)))
                    @RequestBody
                    WebhookRequest body) {
        var created = WebhookWithSecret.of(webhooks.create(account, body.url(), body.kinds()));
        return ResponseEntity.created(URI.create("/api/v1/accounts/" + account + "/webhooks/" + created.id()))
                .body(created);
    }

    @Operation(summary = "List an account's webhooks, oldest first")
    @GetMapping
    Listing<Webhooks.Webhook> listWebhooks(@PathVariable String account) {
        return webhooks.list(account);
    }

    @Operation(summary = "Get a webhook", description = "The secret isn't returned.")
    @GetMapping("/{id}")
    Webhooks.Webhook getWebhook(@PathVariable String account, @PathVariable String id) {
        return webhooks.get(account, id);
    }

    @Operation(
            summary = "Delete a webhook",
            description = "For customers of the account and ADMIN. Deliveries that are waiting are dropped.")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteWebhook(@PathVariable String account, @PathVariable String id) {
        webhooks.delete(account, id);
    }

    @Operation(summary = "Rotate the secret of a webhook", description = """
                    For customers of the account and ADMIN. The new secret is returned only in this response. For a \
                    day, requests are signed with the new and the previous secret.""")
    @PostMapping("/{id}/rotate")
    WebhookWithSecret rotateSecret(@PathVariable String account, @PathVariable String id) {
        return WebhookWithSecret.of(webhooks.rotateSecret(account, id));
    }

    @Operation(summary = "Test a webhook", description = """
                    For customers of the account and ADMIN. Sends a sample notification and returns the receiver's \
                    answer, within 10 seconds.""")
    @PostMapping("/{id}" + LimitedPaths.WEBHOOK_TEST)
    Webhooks.TestResult testWebhook(@PathVariable String account, @PathVariable String id) {
        return webhooks.test(account, id);
    }
}
