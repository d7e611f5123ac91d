package io.drawdown.api.usage;

import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.sql.Listing;
import io.drawdown.usage.Runs;
import io.drawdown.usage.runs.Run;
import io.drawdown.usage.runs.SilentRun;
import io.drawdown.usage.runs.SilentRunFilter;
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

    @Operation(
            summary = "Jobs from their start to their stop, the last started first",
            description =
                    "'stoppedAt' is null while no stop is known. What it came to up to 'settledUntil' is among the usage records "
                            + "of the source urn:drawdown:run, whose ids begin with the run's.")
    @Tag(name = ApiDocument.PACKAGES)
    @GetMapping("/accounts/{account}/runs")
    Listing<Run> listRuns(
            @PathVariable String account,
            @Parameter(description = "true: those that go on; false: those that have stopped or were taken back")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean running,
            @RequestParam(required = false) @Nullable String job) {
        return runs.list(account, running, job);
    }

    @Operation(summary = "One run")
    @Tag(name = ApiDocument.PACKAGES)
    @GetMapping("/accounts/{account}/runs/{id}")
    Run getRun(@PathVariable String account, @PathVariable String id) {
        return runs.get(account, id);
    }

    @Operation(
            summary = "Stop a run at an instant",
            description =
                    "For ADMIN. For runs whose stop was never told: what is settled past the instant is taken back, messages that "
                            + "were sent stand. Doing it again with the same instant changes nothing; a run that has stopped otherwise, or "
                            + "was taken back, is refused (409). Should its scheduler tell of an earlier stop after all, that one counts.")
    @Tag(name = ApiDocument.CORRECTIONS)
    @PostMapping("/accounts/{account}/runs/{id}/stop")
    Run stopRun(@PathVariable String account, @PathVariable String id, @RequestBody StopRequest body) {
        return runs.stop(account, id, body.stoppedAt());
    }

    @Operation(
            summary = "Runs that go on and of which nothing was heard for 7 days, the longest silent first",
            description =
                    "For ADMIN. Of all accounts, or of one. They are counted and paid for until somebody tells that they stopped. "
                            + "'perHour' is what an hour of it costs where no package covers it.")
    @Tag(name = ApiDocument.CORRECTIONS)
    @GetMapping("/silent-runs")
    Listing<SilentRun> listSilentRuns(
            @Parameter(description = "A part of the job's name") @RequestParam(required = false) @Nullable String job,
            @RequestParam(required = false) @Nullable String account) {
        return runs.listSilent(new SilentRunFilter(job, account));
    }
}
