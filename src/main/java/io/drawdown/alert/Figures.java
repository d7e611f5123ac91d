package io.drawdown.alert;

import io.drawdown.quota.Ending;
import io.drawdown.quota.Forecasts;
import io.drawdown.quota.PresentBurn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What the jobs that run make of what alerts tell: when the rest runs out (R22), and what the next hour costs once nothing
 * remains (R21).
 */
@Service
class Figures {

    private final Forecasts forecasts;

    Figures(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    /** Alerts with their figures. Their accounts' ledgers are held, and settled up to when the alerts happened. */
    List<Alert> in(List<Alert> alerts) {
        var ofInstant = alerts.stream()
                .filter(alert -> alert.kind() == AlertKind.THRESHOLD || alert.kind() == AlertKind.USED_UP)
                .collect(
                        Collectors.groupingBy(Figures::second, Collectors.mapping(Alert::account, Collectors.toSet())));
        var burns = new HashMap<Instant, Map<String, PresentBurn>>();
        ofInstant.forEach((at, accounts) -> burns.put(at, forecasts.atPresentBurn(accounts, at)));
        return alerts.stream()
                .map(alert ->
                        with(alert, burns.getOrDefault(second(alert), Map.of()).get(alert.account())))
                .toList();
    }

    private static Alert with(Alert alert, @Nullable PresentBurn burn) {
        return burn == null
                ? alert
                : switch (alert.kind()) {
                    case THRESHOLD -> alert.runsOutAt(at(ending(alert, burn)));
                    case USED_UP -> alert.nextHourCost(burn.nextHourCost(alert.of()));
                    case EXPIRING, EXPIRED -> alert;
                };
    }

    private static @Nullable Ending ending(Alert alert, PresentBurn burn) {
        var id = alert.packageId();
        return id == null ? burn.ending(alert.of()) : burn.ending(id);
    }

    private static @Nullable Instant at(@Nullable Ending ending) {
        return ending == null ? null : ending.at();
    }

    private static Instant second(Alert alert) {
        return alert.happenedAt().truncatedTo(ChronoUnit.SECONDS);
    }
}
