package io.drawdown.quota;

import io.drawdown.account.Accounts;
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

/** Reads what is settled of accounts with running jobs, to be run forward from there. */
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
     * Where these accounts are heading, with a number of statements that doesn't depend on how many they are. Those without
     * running jobs are left out.
     *
     * @param settledUntil up to when the running jobs of all of them are settled
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
                                            known.get(account).zone()))));
        });
        return headings;
    }

    /** Where an account is heading from where it is settled; none if nothing runs. */
    Optional<ProjectionInput> load(String account) {
        return readConsistently(account, heading -> heading);
    }

    /** Where it is heading if another job starts now beside those that run: the last of them. */
    ProjectionInput load(String account, RunningJob beside) {
        return repeatUntilUnchanged(account, until -> {
            var running = until.isPresent() ? runningJobs.find(List.of(account)) : List.<RunningJob>of();
            var jobs = Stream.concat(running.stream(), Stream.of(beside)).toList();
            return buildInputs(until.orElse(beside.usage().from()), Map.of(account, jobs))
                    .get(account);
        });
    }

    /**
     * Reads something of what is settled together with where the account is heading from there, which is none if nothing runs.
     * It locks nothing: what jobs were settled in between is read again, so that what it says fits together.
     */
    <T> T readConsistently(String account, Function<Optional<ProjectionInput>, T> read) {
        return repeatUntilUnchanged(
                account,
                until -> read.apply(
                        until.map(instant -> load(List.of(account), instant).get(account))));
    }

    /** Reads, until running jobs were settled up to the same instant before and after it. */
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

    /** Spreads what is due every hour over the hour (R16). */
    private static int secondOfHour(String account) {
        return (int) Math.floorMod((long) account.hashCode(), SECONDS_PER_HOUR);
    }
}
