package io.drawdown.api.usage;

import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.sql.Listing;
import io.drawdown.usage.Runs;
import io.drawdown.usage.runs.Run;
import io.drawdown.usage.runs.SilentRun;
import io.drawdown.usage.runs.SilentRunFilter;
import io.drawdown.usage.runs.WaitingStop;
import io.drawdown.usage.runs.WaitingStopFilter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class RunController {

    private final Runs runs;

    RunController(Runs runs) {
        this.runs = runs;
    }

    record StopRequest(@Nullable Instant stoppedAt) {}

    @Operation(summary = "List runs, last started first", description = """
                    A run is a job from its start to its stop. 'stoppedAt' is null until a stop is reported. Its \
                    usage up to 'settledUntil' is recorded under the source urn:drawdown:run, with ids that begin \
                    with the run's id.""")
    @Tag(name = ApiDocument.PACKAGES)
    @GetMapping("/accounts/{account}/runs")
    Listing<Run> listRuns(
            @PathVariable String account,
            @Parameter(description = "true: only running jobs; false: only those that have stopped or were voided")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean running,
            @RequestParam(required = false) @Nullable String job) {
        return runs.list(account, running, job);
    }

    @Operation(summary = "Get a run")
    @Tag(name = ApiDocument.PACKAGES)
    @GetMapping("/accounts/{account}/runs/{id}")
    Run getRun(@PathVariable String account, @PathVariable String id) {
        return runs.get(account, id);
    }

    @Operation(summary = "Stop a run", description = """
                    For ADMIN. For runs whose stop was never reported. Usage settled after the given instant is \
                    reversed; notifications that were sent stand. Repeating it with the same instant changes \
                    nothing. A run that stopped at another instant or was voided is refused (409). If the scheduler \
                    later reports an earlier stop, that one counts.""")
    @Tag(name = ApiDocument.CORRECTIONS)
    @PostMapping("/accounts/{account}/runs/{id}/stop")
    Run stopRun(@PathVariable String account, @PathVariable String id, @RequestBody StopRequest body) {
        return runs.stop(account, id, body.stoppedAt());
    }

    @Operation(summary = "List silent runs, longest silent first", description = """
                    For ADMIN. For all accounts or one. A run is silent if nothing was heard of it for three times \
                    its 'reportEvery', or without one for 7 days ('drawdown.runs.silent-after'). It is counted and billed until its stop is reported. \
                    'perHour' is its pay-per-use cost per hour.""")
    @Tag(name = ApiDocument.CORRECTIONS)
    @GetMapping("/silent-runs")
    Listing<SilentRun> listSilentRuns(
            @Parameter(description = "Part of the job's name") @RequestParam(required = false) @Nullable String job,
            @RequestParam(required = false) @Nullable String account) {
        return runs.listSilent(new SilentRunFilter(job, account));
    }

    @Operation(summary = "List stops that wait for their starts, longest waiting first", description = """
                    For ADMIN. For all accounts or one. Nothing is counted for them: the start was lost, was rejected, \
                    or comes later; or an earlier stop ended the run instead.""")
    @Tag(name = ApiDocument.CORRECTIONS)
    @GetMapping("/waiting-stops")
    Listing<WaitingStop> listWaitingStops(
            @Parameter(description = "Part of the job's name") @RequestParam(required = false) @Nullable String job,
            @RequestParam(required = false) @Nullable String account) {
        return runs.listWaitingStops(new WaitingStopFilter(job, account));
    }
}
