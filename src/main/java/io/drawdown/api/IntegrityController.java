package io.drawdown.api;

import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.integrity.report.IntegrityReport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/integrity")
@Tag(name = ApiDocument.CORRECTIONS)
class IntegrityController {

    private final IntegrityChecker integrityChecker;

    IntegrityController(IntegrityChecker integrityChecker) {
        this.integrityChecker = integrityChecker;
    }

    @Operation(
            summary = "Check what must always be true of the ledger",
            description = "For ADMIN. Every violation is named; without any, the list is empty.")
    @GetMapping
    IntegrityReport check() {
        return integrityChecker.check();
    }
}
