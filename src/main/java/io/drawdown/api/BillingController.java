package io.drawdown.api;

import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.sql.Listing;
import io.drawdown.billing.Billing;
import io.drawdown.billing.statement.ChargeEntry;
import io.drawdown.billing.statement.Statement;
import io.drawdown.billing.statement.StatementTotal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts/{account}")
@Tag(name = ApiDocument.BILLS)
class BillingController {

    private final Billing billing;

    BillingController(Billing billing) {
        this.billing = billing;
    }

    @Operation(
            summary = "What no package covered, and why",
            description = "In the order in which it was settled; of running in [from, to) where these are given.")
    @GetMapping("/charges")
    Listing<ChargeEntry> listCharges(
            @PathVariable String account,
            @RequestParam(required = false) @Nullable String job,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        return billing.charges(account, job, from, to);
    }

    @Operation(
            summary = "What the months come to",
            description = "From the month of the first order or charge up to the current one, the newest first.")
    @GetMapping("/statements")
    Listing<StatementTotal> listStatements(@PathVariable String account) {
        return billing.statements(account);
    }

    @Operation(
            summary = "The statement of a month",
            description = "The month is written as in 2026-11, by the account's calendar. "
                    + "Pay-per-use lines are one for each month of usage, region, pool and specification: the month's own usage first, then what "
                    + "was settled after its own month had closed. What running jobs would be charged if they were settled now is beside the total "
                    + "of the current month, not part of it.")
    @GetMapping("/statements/{month}")
    Statement getStatement(@PathVariable String account, @PathVariable YearMonth month) {
        return billing.statement(account, month);
    }
}
