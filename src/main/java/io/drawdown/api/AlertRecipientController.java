package io.drawdown.api;

import io.drawdown.api.infra.etag.EntityTags;
import io.drawdown.api.infra.etag.TagConditions;
import io.drawdown.api.infra.openapi.AnswersETag;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.notification.email.Recipient;
import io.drawdown.notification.email.Recipients;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts/{account}/alert-recipients")
@Tag(name = ApiDocument.ALERTS)
class AlertRecipientController {

    private final Recipients recipients;
    private final EntityTags tags;

    AlertRecipientController(Recipients recipients, EntityTags tags) {
        this.recipients = recipients;
        this.tags = tags;
    }

    /**
     * The addresses that receive an account's alerts by e-mail.
     *
     * @param emails all addresses
     * @param unconfirmed the unconfirmed addresses, which receive no alerts yet; ignored in a PUT
     */
    record AlertRecipients(
            List<String> emails,

            @Schema(accessMode = Schema.AccessMode.READ_ONLY) @Nullable
            List<String> unconfirmed) {

        static AlertRecipients of(List<Recipient> recipients) {
            return new AlertRecipients(
                    recipients.stream().map(Recipient::email).toList(),
                    recipients.stream()
                            .filter(one -> !one.confirmed())
                            .map(Recipient::email)
                            .toList());
        }
    }

    record AskAgain(@Nullable String email) {}

    @Operation(summary = "List the recipients of an account's alert e-mails", description = """
                    'unconfirmed' lists the addresses in 'emails' that haven't been confirmed yet. They get no \
                    alerts until they are.""")
    @AnswersETag(conditionalGet = false)
    @GetMapping
    AlertRecipients getAlertRecipients(@PathVariable String account, HttpServletResponse response) {
        var body = AlertRecipients.of(recipients.get(account));
        tags.addTo(response, body.emails());
        return body;
    }

    @Operation(summary = "Replace the recipients of an account's alert e-mails", description = """
            For customers of the account and ADMIN. At most 20 addresses. Alerts that are waiting to be sent to a \
            removed address are dropped. An address that a customer adds gets one e-mail with a confirmation link, \
            valid for 7 days, and nothing else until the link is followed. At most one such e-mail is sent to an \
            address per day, over all accounts; a second one is postponed. Addresses that an ADMIN adds count as \
            confirmed. Addresses that stay keep their state. 'unconfirmed' in the request is ignored.""")
    @AnswersETag
    @PutMapping
    ResponseEntity<AlertRecipients> putAlertRecipients(
            @PathVariable String account, @RequestBody AlertRecipients body, TagConditions conditions) {
        var saved = AlertRecipients.of(recipients.putIf(account, body.emails(), tags.precondition(conditions)));
        return tags.answer(saved, saved.emails());
    }

    @Operation(summary = "Resend the confirmation e-mail to an address", description = """
                    For customers of the account and ADMIN. Refused (429, with Retry-After) if one was sent in the \
                    last 24 hours.""")
    @PostMapping("/ask-again")
    AlertRecipients askAgain(@PathVariable String account, @RequestBody AskAgain body) {
        return AlertRecipients.of(recipients.askAgain(account, body.email()));
    }
}
