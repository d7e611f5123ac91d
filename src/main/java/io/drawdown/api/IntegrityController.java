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

    @Operation(summary = "Check the integrity of the ledger", description = """
                    For ADMIN. Checks the invariants of rule R24. The list of violations is empty if all of them \
                    hold.""")
    @GetMapping
    IntegrityReport check() {
        return integrityChecker.check();
    }
}
