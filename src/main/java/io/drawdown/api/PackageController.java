package io.drawdown.api;

import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortKey;
import io.drawdown.catalog.model.Activities;
import io.drawdown.quota.Forecasts;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.DeductionEntry;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.quota.packages.PackageStatus;
import io.drawdown.quota.packages.ResourcePackage;
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
class PackageController {

    private static final String REMAINING = """
            `remainingNodeSeconds` and `status` include the usage of running jobs up to now, \
            `settledRemainingNodeSeconds` only settled usage.""";

    private final Packages packages;
    private final Forecasts forecasts;

    PackageController(Packages packages, Forecasts forecasts) {
        this.packages = packages;
        this.forecasts = forecasts;
    }

    @Operation(
            summary = "List an account's packages, newest first",
            description =
                    REMAINING
                            + " They are filtered by status and sorted as they are settled, which for the status differs for a moment at most.")
    @GetMapping("/packages")
    Listing<ResourcePackage> listPackages(
            @PathVariable String account,
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String specification,
            @RequestParam(required = false) @Nullable PackageStatus status) {
        return packages.list(account, new PackageFilter(region, specification, status, null));
    }

    @Operation(summary = "Get a package", description = REMAINING)
    @GetMapping("/packages/{id}")
    ResourcePackage getPackage(@PathVariable String account, @PathVariable String id) {
        return packages.get(account, id);
    }

    @Operation(summary = "List an account's balance by kind", description = """
            A kind is a combination of region, specification and set of activities. Only valid packages count. \
            `remainingNodeSeconds` is net of what running jobs have used up to now.

            `runsOut` is the time at which nothing will remain because all is used up or expired. It includes \
            packages that become effective before then. `atPresentBurn` assumes that the jobs running now continue; \
            null if none of them draws on this kind. `atTrailingWeek` assumes the usage of the last seven days; null \
            if there was none, or if the specification has been used in the region for less than a day. `likely` is \
            based on the mean node-seconds per hour, `earliest` on the 90th percentile, `latest` on the 10th.""")
    @GetMapping("/quotas")
    Listing<QuotaBody> listQuotas(@PathVariable String account) {
        var forecast = forecasts.forecast(account);
        var quotas = packages.quotas(account).stream()
                .map(quota -> QuotaBody.of(
                        quota,
                        forecast.depletionOf(
                                new PackageKind(quota.region(), quota.specification(), quota.activities()))))
                .toList();
        return Listing.of(
                quotas,
                SortKey.text(QuotaBody::region),
                SortKey.text(QuotaBody::specification),
                SortKey.text(quota -> Activities.join(quota.activities())));
    }

    @Operation(summary = "List deductions from packages and their reversals", description = """
                    In order of settlement. 'from' (inclusive) and 'to' (exclusive) select by the time when the job \
                    ran.""")
    @GetMapping("/deductions")
    Listing<DeductionEntry> listDeductions(
            @PathVariable String account,
            @RequestParam(name = "package", required = false) @Nullable String packageId,
            @RequestParam(required = false) @Nullable String job,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        return packages.deductions(account, packageId, job, from, to);
    }
}
