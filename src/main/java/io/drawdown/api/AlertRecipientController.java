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

    @Operation(
            summary = "Who gets an account's alerts by e-mail",
            description =
                    "'unconfirmed' are those of 'emails' that get nothing until they have followed the link of an e-mail that asks them to confirm.")
    @AnswersETag(conditionalGet = false)
    @GetMapping
    AlertRecipients getAlertRecipients(@PathVariable String account, HttpServletResponse response) {
        var body = AlertRecipients.of(recipients.get(account));
        tags.addTo(response, body.emails());
        return body;
    }

    @Operation(summary = "Say who gets an account's alerts by e-mail", description = """
            For customers of the account and ADMIN. At most 20 addresses. What is on its way to an address that this removes isn't \
            sent. An address that a customer adds gets one e-mail that asks to confirm, and nothing else until its link, which is good \
            for 7 days, was followed; an address is asked once a day at most, whichever account asks, and later if it was asked within \
            a day. An address that an ADMIN adds is confirmed; those that stay are left as they are. 'unconfirmed' is ignored.""")
    @AnswersETag
    @PutMapping
    ResponseEntity<AlertRecipients> putAlertRecipients(
            @PathVariable String account, @RequestBody AlertRecipients body, TagConditions conditions) {
        var saved = AlertRecipients.of(recipients.putIf(account, body.emails(), tags.precondition(conditions)));
        return tags.answer(saved, saved.emails());
    }

    @Operation(
            summary = "Ask an address again to confirm",
            description =
                    "For customers of the account and ADMIN. Refused (429, with Retry-After) if the address was asked within a day.")
    @PostMapping("/ask-again")
    AlertRecipients askAgain(@PathVariable String account, @RequestBody AskAgain body) {
        return AlertRecipients.of(recipients.askAgain(account, body.email()));
    }
}
