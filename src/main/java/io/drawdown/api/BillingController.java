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

    @Operation(summary = "List pay-per-use charges and their reasons", description = """
                    In order of settlement. 'from' (inclusive) and 'to' (exclusive) select by the time when the job \
                    ran.""")
    @GetMapping("/charges")
    Listing<ChargeEntry> listCharges(
            @PathVariable String account,
            @RequestParam(required = false) @Nullable String job,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        return billing.charges(account, job, from, to);
    }

    @Operation(
            summary = "List monthly statements",
            description = "From the current month back to the month of the first order or charge.")
    @GetMapping("/statements")
    Listing<StatementTotal> listStatements(@PathVariable String account) {
        return billing.statements(account);
    }

    @Operation(summary = "Get the statement of a month", description = """
                    Months are written as in 2026-11, in the account's time zone. There is one pay-per-use line for \
                    each usage month, region, pool and specification: usage of this month first, then usage of \
                    earlier months that was settled after their statements had closed. For the current month, the \
                    charge that running jobs have accrued but that isn't settled yet is a separate figure, not part \
                    of the total.""")
    @GetMapping("/statements/{month}")
    Statement getStatement(@PathVariable String account, @PathVariable YearMonth month) {
        return billing.statement(account, month);
    }
}
