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

    @Operation(summary = "List audit entries, newest first", description = """
                    For ADMIN. Every change by a user or key, and every access of SUPPORT to an account. Entries are \
                    never changed or deleted. 'before' and 'after' hold the identifying fields and those that \
                    differ, at most 16 KiB together. If fields were left out, 'cut' gives their number, and the size \
                    and SHA-256 of the complete value. 'before' is null when something was created, 'after' when it \
                    was deleted, both when nothing was changed.""")
    @GetMapping
    Listing<AuditEntry> listAudit(
            @RequestParam(required = false) @Nullable String account,
            @Parameter(description = "The complete name of a user or key") @RequestParam(required = false) @Nullable
                    String who,
            @RequestParam(required = false) @Nullable AuditAction what,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @Parameter(
                            description =
                                    "Text that the name, account, subject, address, or a value before or after contains")
                    @RequestParam(required = false)
                    @Nullable
                    String text) {
        return trail.list(new AuditFilter(text, who, what, account, from, to));
    }
}
