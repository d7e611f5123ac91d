package io.drawdown.api;

import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.audit.AuditTrail;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.base.AuditAction;
import io.drawdown.base.sql.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = ApiDocument.AUDIT)
class AuditController {

    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    @Operation(
            summary = "Who did what, the newest first",
            description =
                    "For ADMIN. Every change that a person or key made, with what was before and what was after, and every look of "
                            + "SUPPORT at an account. Entries are added and never changed. 'before' and 'after' have the fields that differ, and "
                            + "those that say which one it is; together at most 16 KiB, else a field 'cut' says how many were left out, with "
                            + "the size and SHA-256 of the whole. 'before' is null for what is new, 'after' for what is "
                            + "gone; both are for what changed nothing.")
    @GetMapping
    Listing<AuditEntry> listAudit(
            @RequestParam(required = false) @Nullable String account,
            @Parameter(description = "The whole name of a person or key") @RequestParam(required = false) @Nullable
                    String who,
            @RequestParam(required = false) @Nullable AuditAction what,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "What the name, account, subject, address or a value before or after contains")
                    @RequestParam(required = false)
                    @Nullable
                    String text) {
        return trail.list(new AuditFilter(text, who, what, account, from, to));
    }
}
