package io.drawdown.quota;

import io.drawdown.account.Accounts;
import io.drawdown.base.Lookup;
import io.drawdown.quota.engine.RunProjection;
import io.drawdown.quota.engine.SettlementSchedule;
import io.drawdown.quota.forecast.ProjectionInput;
import io.drawdown.quota.internal.LedgerRepository;
import io.drawdown.quota.internal.QuotaRepository;
import io.drawdown.quota.packages.SettledPackage;
import io.drawdown.quota.spi.RunningJob;
import io.drawdown.quota.spi.RunningJobs;
import io.drawdown.quota.spi.WatchedLevel;
import io.drawdown.quota.spi.WatchedLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Loads the settled state of accounts with running jobs as the start of a projection. */
@Component
public class ProjectionLoader {

    private static final long SECONDS_PER_HOUR = Duration.ofHours(1).toSeconds();

    private final LedgerRepository ledgers;
    private final QuotaRepository quotas;
    private final RunningJobs runningJobs;
    private final WatchedLevels watchedLevels;
    private final Accounts accounts;

    ProjectionLoader(
            LedgerRepository ledgers,
            QuotaRepository quotas,
            RunningJobs runningJobs,
            WatchedLevels watchedLevels,
            Accounts accounts) {
        this.ledgers = ledgers;
        this.quotas = quotas;
        this.runningJobs = runningJobs;
        this.watchedLevels = watchedLevels;
        this.accounts = accounts;
    }

    /**
     * Loads the projections of these accounts. The number of statements doesn't depend on the number of accounts.
     * Accounts without running jobs are left out.
     *
     * @param settledUntil the instant up to which the running jobs of all accounts are settled
     */
    Map<String, ProjectionInput> load(Collection<String> accounts, Instant settledUntil) {
        return buildInputs(
                settledUntil,
                runningJobs.find(accounts).stream()
                        .collect(Collectors.groupingBy(RunningJob::account, LinkedHashMap::new, Collectors.toList())));
    }

    private Map<String, ProjectionInput> buildInputs(Instant settledUntil, Map<String, List<RunningJob>> jobs) {
        if (jobs.isEmpty()) {
            return Map.of();
        }
        var packages = quotas.findUnexpired(jobs.keySet(), settledUntil);
        var ofAccount = packages.stream().collect(Collectors.groupingBy(SettledPackage::account));
        var levels = watchedLevels
                .find(
                        packages.stream()
                                .map(one -> one.balanceWith(one.remainingNodeSeconds()))
                                .toList(),
                        settledUntil)
                .stream()
                .collect(Collectors.groupingBy(
                        WatchedLevel::account, Collectors.mapping(WatchedLevel::level, Collectors.toList())));
        var known = accounts.findAll(jobs.keySet());
        var headings = new LinkedHashMap<String, ProjectionInput>();
        jobs.forEach((account, running) -> {
            var own = ofAccount.getOrDefault(account, List.of());
            headings.put(
                    account,
                    new ProjectionInput(
                            running,
                            own,
                            new RunProjection(
                                    settledUntil,
                                    own.stream()
                                            .map(one ->
                                                    new RunProjection.Balance(one.terms(), one.remainingNodeSeconds()))
                                            .toList(),
                                    running.stream().map(RunningJob::usage).toList(),
                                    levels.getOrDefault(account, List.of()),
                                    new SettlementSchedule(
                                            secondOfHour(account),
                                            Lookup.require(known, account).zone()))));
        });
        return headings;
    }

    /** Loads the projection of an account from its settled state; empty if no job runs. */
    Optional<ProjectionInput> load(String account) {
        return readConsistently(account, heading -> heading);
    }

    /** Loads the projection of an account with another job that starts now. That job is the last in the list. */
    ProjectionInput load(String account, RunningJob additional) {
        return repeatUntilUnchanged(account, until -> {
            var running = until.isPresent() ? runningJobs.find(List.of(account)) : List.<RunningJob>of();
            var jobs = Stream.concat(running.stream(), Stream.of(additional)).toList();
            return Lookup.require(buildInputs(until.orElse(additional.usage().from()), Map.of(account, jobs)), account);
        });
    }

    /**
     * Reads settled data together with the projection that starts there, which is empty if no job runs. It takes no
     * locks. If jobs are settled meanwhile, it reads again, so that the result is consistent.
     */
    <T> T readConsistently(String account, Function<Optional<ProjectionInput>, T> read) {
        return repeatUntilUnchanged(
                account,
                until -> read.apply(
                        until.map(instant -> load(List.of(account), instant).get(account))));
    }

    /** Repeats a read until running jobs were settled up to the same instant before and after it. */
    private <T> T repeatUntilUnchanged(String account, Function<Optional<Instant>, T> read) {
        var until = ledgers.findSettledUntil(account);
        while (until.isPresent()) {
            var result = read.apply(until);
            var since = ledgers.findSettledUntil(account);
            if (since.equals(until)) {
                return result;
            }
            until = since;
        }
        return read.apply(Optional.empty());
    }

    /** Spreads the hourly settlements of accounts over the hour (R16). */
    private static int secondOfHour(String account) {
        return (int) Math.floorMod((long) account.hashCode(), SECONDS_PER_HOUR);
    }
}
