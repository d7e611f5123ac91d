package io.drawdown.api.usage;

import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.sql.Listing;
import io.drawdown.usage.UsageHistory;
import io.drawdown.usage.history.UsageEntry;
import io.drawdown.usage.history.UsageTotals;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts/{account}")
@Tag(name = ApiDocument.PACKAGES)
class UsageController {

    private final UsageHistory history;

    UsageController(UsageHistory history) {
        this.history = history;
    }

    @Operation(summary = "List usage records and how they were paid", description = """
                    In order of settlement. 'from' (inclusive) and 'to' (exclusive) select by the time when the job \
                    ran.""")
    @GetMapping("/usage")
    Listing<UsageEntry> listUsage(
            @PathVariable String account,
            @RequestParam(required = false) @Nullable String job,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        return history.list(account, job, from, to);
    }

    @Operation(summary = "Get an account's total usage", description = "Without voided usage.")
    @GetMapping("/totals")
    UsageTotals getTotals(@PathVariable String account) {
        return history.getTotals(account);
    }
}
