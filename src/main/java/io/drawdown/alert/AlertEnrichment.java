package io.drawdown.alert;

import io.drawdown.quota.Forecasts;
import io.drawdown.quota.forecast.CurrentRateForecast;
import io.drawdown.quota.forecast.Depletion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Adds figures about running jobs to alerts: when the rest runs out (R22), and what the next hour costs once nothing
 * remains (R21).
 */
@Service
class AlertEnrichment {

    private final Forecasts forecasts;

    AlertEnrichment(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    /**
     * Returns the alerts with their figures. The caller holds the accounts' ledgers, settled up to the instant of the
     * alerts.
     */
    List<Alert> enrich(List<Alert> alerts) {
        var ofInstant = alerts.stream()
                .filter(alert -> alert.kind() == AlertKind.THRESHOLD || alert.kind() == AlertKind.USED_UP)
                .collect(Collectors.groupingBy(
                        AlertEnrichment::secondOf, Collectors.mapping(Alert::account, Collectors.toSet())));
        var burns = new HashMap<Instant, Map<String, CurrentRateForecast>>();
        ofInstant.forEach((at, accounts) -> burns.put(at, forecasts.forecastAtCurrentRate(accounts, at)));
        return alerts.stream()
                .map(alert -> withForecast(
                        alert, burns.getOrDefault(secondOf(alert), Map.of()).get(alert.account())))
                .toList();
    }

    private static Alert withForecast(Alert alert, @Nullable CurrentRateForecast burn) {
        return burn == null
                ? alert
                : switch (alert.kind()) {
                    case THRESHOLD -> alert.withRunsOutAt(instantOf(findDepletion(alert, burn)));
                    case USED_UP -> alert.withNextHourCost(burn.nextHourCost(alert.packageKind()));
                    case EXPIRING, EXPIRED, SILENT_RUN -> alert;
                };
    }

    private static @Nullable Depletion findDepletion(Alert alert, CurrentRateForecast burn) {
        var id = alert.packageId();
        return id == null ? burn.depletionOf(alert.packageKind()) : burn.depletionOf(id);
    }

    private static @Nullable Instant instantOf(@Nullable Depletion depletion) {
        return depletion == null ? null : depletion.at();
    }

    private static Instant secondOf(Alert alert) {
        return alert.happenedAt().truncatedTo(ChronoUnit.SECONDS);
    }
}
