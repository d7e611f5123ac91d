package io.drawdown.api.usage;

import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.usage.Estimates;
import io.drawdown.usage.estimate.Estimate;
import io.drawdown.usage.estimate.JobPlan;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts/{account}/estimates")
@Tag(name = ApiDocument.PACKAGES)
class EstimateController {

    private static final String EXAMPLE = """
            {"region": "cn-north-4", "pool": "PUBLIC", "specification": "modelarts.vm.gpu.v100", "activity": "TRAINING",
             "nodes": 4, "hours": 12.5}""";

    private final Estimates estimates;

    EstimateController(Estimates estimates) {
        this.estimates = estimates;
    }

    record EstimateRequest(
            String region,
            Pool pool,
            String specification,
            Activity activity,

            @Schema(minimum = "1", maximum = "1000000") @Nullable
            Long nodes,

            @Schema(description = "Decimal hours, rounded down to whole seconds", maximum = "8760") @Nullable
            BigDecimal hours) {

        JobPlan toPlan() {
            return new JobPlan(region, pool, specification, activity, nodes, hours);
        }
    }

    @Operation(summary = "Estimate the coverage and cost of a job", description = """
            For customers of the account, SUPPORT and ADMIN. Assumes that the job starts now and that the jobs \
            running now continue. Returns the packages that would cover it, in order and until when, and what the \
            rest would cost pay-per-use at the current list price, with the reasons. A part's 'to' is the first \
            whole second at which the package is used up. 'coveredUntil' is the first instant without coverage; null \
            if the whole job is covered. Nothing is stored.""")
    @PostMapping
    Estimate estimate(
            @PathVariable String account,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(EXAMPLE)))
                    @RequestBody
                    EstimateRequest body) {
        return estimates.estimate(account, body.toPlan());
    }
}
