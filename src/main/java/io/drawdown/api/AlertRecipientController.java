package io.drawdown.api;

import io.drawdown.notification.Recipients;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts/{account}/alert-recipients")
@Tag(name = ApiDocument.ALERTS)
class AlertRecipientController {

    private final Recipients recipients;

    AlertRecipientController(Recipients recipients) {
        this.recipients = recipients;
    }

    record AlertRecipients(List<String> emails) {}

    @Operation(summary = "Who gets an account's alerts by e-mail")
    @GetMapping
    AlertRecipients getAlertRecipients(@PathVariable String account) {
        return new AlertRecipients(recipients.get(account));
    }

    @Operation(summary = "Say who gets an account's alerts by e-mail",
            description = "For customers of the account and ADMIN. At most 20 addresses. What is on its way to an address that this removes isn't sent.")
    @PutMapping
    AlertRecipients putAlertRecipients(@PathVariable String account, @RequestBody AlertRecipients body) {
        return new AlertRecipients(recipients.put(account, body.emails()));
    }
}
