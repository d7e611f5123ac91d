package io.drawdown.api.usage;

import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortKey;
import io.drawdown.usage.Corrections;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.VoidedUsage;
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
@RequestMapping("/api/v1/accounts/{account}/voided-usage")
@Tag(name = ApiDocument.CORRECTIONS)
class CorrectionController {

    private final Corrections corrections;

    CorrectionController(Corrections corrections) {
        this.corrections = corrections;
    }

    @Operation(
            summary = "List voided usage whose returned node-seconds could cover charges",
            description = "For ADMIN. Last voided first.")
    @GetMapping
    Listing<VoidedUsage> listVoidedUsage(
            @PathVariable String account, @RequestParam(required = false) @Nullable String job) {
        return corrections.listVoided(account, job);
    }

    @Operation(summary = "List the charges that a voided usage record could have avoided", description = """
                    For ADMIN. Charges that were posted after the record because the quota that its reversal \
                    returned was missing.""")
    @GetMapping("/coverable-charges")
    Listing<EventResult.Coverable> coverable(
            @PathVariable String account, @RequestParam String source, @RequestParam String id) {
        return Listing.of(
                corrections.listCoverable(account, source, id), SortKey.integer(EventResult.Coverable::entry));
    }

    @Operation(summary = "Recharge after a void", description = """
                    For ADMIN. Reverses these charges and settles their usage again, in order and in one \
                    transaction.""")
    @PostMapping("/settle-again")
    Corrections.SettledAgain settleAgain(
            @PathVariable String account, @RequestParam String source, @RequestParam String id) {
        return corrections.settleAgain(account, source, id);
    }
}
