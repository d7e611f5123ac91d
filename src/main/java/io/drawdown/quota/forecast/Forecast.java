package io.drawdown.quota.forecast;

import io.drawdown.quota.packages.PackageKind;
import io.drawdown.quota.packages.ResourcePackage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The forecast depletion of an account's packages, at the current rate and at the rate of the last week. */
public final class Forecast {

    private final @Nullable CurrentRateForecast atCurrentRate;
    private final TrailingWeekForecast atTrailingWeekRate;

    public Forecast(@Nullable CurrentRateForecast atCurrentRate, TrailingWeekForecast atTrailingWeekRate) {
        this.atCurrentRate = atCurrentRate;
        this.atTrailingWeekRate = atTrailingWeekRate;
    }

    /** Forecasts the depletion of one package. */
    public DepletionForecast depletionOf(ResourcePackage one) {
        return depletion(one.region(), one.specification(), depletionTimes -> depletionTimes.depletionOf(one.id()));
    }

    /** Forecasts the depletion of a kind, including packages that become effective before. */
    public DepletionForecast depletionOf(PackageKind packageKind) {
        return depletion(
                packageKind.region(),
                packageKind.specification(),
                depletionTimes -> depletionTimes.depletionOf(packageKind));
    }

    /** Forecasts the depletion of all packages for a specification in a region that are drawn from. */
    public DepletionForecast depletionOf(String region, String specification) {
        return depletion(region, specification, depletionTimes -> depletionTimes.depletionOf(region, specification));
    }

    private DepletionForecast depletion(
            String region, String specification, Function<DepletionTimes, @Nullable Depletion> question) {
        return new DepletionForecast(
                atCurrentRate == null ? null : question.apply(atCurrentRate.depletionTimes()),
                atTrailingWeekRate.range(question),
                atTrailingWeekRate.hasEnoughHistory(region, specification));
    }
}
