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

    private static final String REMAINING =
            "`remainingNodeSeconds` and `status` include what running jobs have used up to now, "
                    + "`settledRemainingNodeSeconds` only what is settled.";

    private final Packages packages;
    private final Forecasts forecasts;

    PackageController(Packages packages, Forecasts forecasts) {
        this.packages = packages;
        this.forecasts = forecasts;
    }

    @Operation(
            summary = "An account's packages, the newest first",
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

    @Operation(summary = "One package", description = REMAINING)
    @GetMapping("/packages/{id}")
    ResourcePackage getPackage(@PathVariable String account, @PathVariable String id) {
        return packages.get(account, id);
    }

    @Operation(summary = "What the account has of each kind", description = """
            A kind is a region, specification and set of activities. Only packages in validity count. What remains includes what \
            running jobs have used up to now.

            `runsOut` says when nothing will be left, because it was used up or because the last of it expires; packages that \
            become effective before count too. `atPresentBurn`: if the jobs that run now run on; null where none of them draws from \
            it. `atTrailingWeek`: if what ran in the last seven days goes on; null where nothing did, or where the specification \
            has been used there for less than a day. `likely` is at the mean of the hours, `earliest` at the 90th percentile of \
            what ran in an hour, `latest` at the 10th.""")
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

    @Operation(
            summary = "What was taken out of packages and given back",
            description = "In the order in which it was settled; of running in [from, to) where these are given.")
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
