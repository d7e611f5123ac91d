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

    @Operation(
            summary = "What ran and how it was paid",
            description = "In the order in which it was settled; what ran in [from, to) where these are given.")
    @GetMapping("/usage")
    Listing<UsageEntry> listUsage(
            @PathVariable String account,
            @RequestParam(required = false) @Nullable String job,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        return history.list(account, job, from, to);
    }

    @Operation(summary = "All that the account has used", description = "Net of what was voided.")
    @GetMapping("/totals")
    UsageTotals getTotals(@PathVariable String account) {
        return history.getTotals(account);
    }
}
