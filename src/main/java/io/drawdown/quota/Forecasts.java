package io.drawdown.quota;

import io.drawdown.account.Access;
import io.drawdown.quota.engine.RunProjection;
import io.drawdown.quota.forecast.CurrentRateForecast;
import io.drawdown.quota.forecast.Forecast;
import io.drawdown.quota.forecast.ProjectionInput;
import io.drawdown.quota.forecast.TrailingWeekForecast;
import io.drawdown.quota.internal.QuotaRepository;
import io.drawdown.quota.spi.BurnHistory;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forecasts when packages will run out by projecting accounts into the future. It takes no locks and writes nothing.
 */
@Service
public class Forecasts {

    private final Access access;
    private final ProjectionLoader projections;
    private final QuotaRepository repository;
    private final BurnHistory history;
    private final Clock clock;

    Forecasts(
            Access access, ProjectionLoader projections, QuotaRepository repository, BurnHistory history, Clock clock) {
        this.access = access;
        this.projections = projections;
        this.repository = repository;
        this.history = history;
        this.clock = clock;
    }

    /** Forecasts when an account's packages will be depleted. */
    @Transactional(readOnly = true)
    public Forecast forecast(String account) {
        access.requireRead(account);
        var heading = projections.load(account);
        var present = heading.map(one -> CurrentRateForecast.of(one, now())).orElse(null);
        var now = present == null ? now() : present.at();
        var packages = heading
                .map(ProjectionInput::packages)
                .orElseGet(() -> repository.findUnexpired(List.of(account), now))
                .stream()
                .map(one -> new RunProjection.Balance(
                        one.terms(),
                        present == null
                                ? one.remainingNodeSeconds()
                                : present.remainingNodeSeconds(one.terms().id())))
                .toList();
        return new Forecast(
                present,
                new TrailingWeekForecast(
                        now, packages, packages.isEmpty() ? List.of() : history.hourlyUsage(account, now)));
    }

    /** Forecasts an account at the current rate, that is, if its running jobs continue. Empty if no job runs. */
    @Transactional(readOnly = true)
    public Optional<CurrentRateForecast> forecastAtCurrentRate(String account) {
        access.requireRead(account);
        return projections.load(account).map(projectionInput -> CurrentRateForecast.of(projectionInput, now()));
    }

    /**
     * Forecasts accounts at the rate at which their jobs run at {@code settledUntil}. Accounts without running jobs
     * are left out. It doesn't check access: its callers act for the ledger and hold its lock.
     *
     * @param settledUntil the instant up to which the running jobs of all accounts are settled
     */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Map<String, CurrentRateForecast> forecastAtCurrentRate(Collection<String> accounts, Instant settledUntil) {
        var burns = new HashMap<String, CurrentRateForecast>();
        projections
                .load(accounts, settledUntil)
                .forEach((account, projectionInput) ->
                        burns.put(account, CurrentRateForecast.of(projectionInput, settledUntil)));
        return burns;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
