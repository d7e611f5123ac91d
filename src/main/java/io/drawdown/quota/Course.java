package io.drawdown.quota;

import io.drawdown.account.Accounts;
import io.drawdown.base.Sql;
import io.drawdown.quota.engine.Cadence;
import io.drawdown.quota.engine.Forward;
import io.drawdown.quota.internal.PackageRow;
import io.drawdown.quota.internal.QuotaTables;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what is settled of accounts with running jobs, to be run forward from there. */
@Component
class Course {

    private static final long HOUR = Duration.ofHours(1).toSeconds();

    private final JdbcClient jdbc;
    private final QuotaTables tables;
    private final RunningJobs runningJobs;
    private final WatchedLevels watchedLevels;
    private final Accounts accounts;

    Course(
            JdbcClient jdbc,
            QuotaTables tables,
            RunningJobs runningJobs,
            WatchedLevels watchedLevels,
            Accounts accounts) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.runningJobs = runningJobs;
        this.watchedLevels = watchedLevels;
        this.accounts = accounts;
    }

    /** An account's running jobs with all that they can draw from, as they are settled, ready to be run forward. */
    record Heading(List<RunningJob> jobs, List<PackageRow> packages, Forward forward) {}

    /**
     * Where these accounts are heading, with a number of statements that doesn't depend on how many they are. Those without
     * running jobs are left out.
     *
     * @param settledUntil up to when the running jobs of all of them are settled
     */
    Map<String, Heading> of(Collection<String> accounts, Instant settledUntil) {
        return headings(
                settledUntil,
                runningJobs.of(accounts).stream()
                        .collect(Collectors.groupingBy(RunningJob::account, LinkedHashMap::new, Collectors.toList())));
    }

    private Map<String, Heading> headings(Instant settledUntil, Map<String, List<RunningJob>> jobs) {
        if (jobs.isEmpty()) {
            return Map.of();
        }
        var packages = tables.unexpired(jobs.keySet(), settledUntil);
        var ofAccount = packages.stream().collect(Collectors.groupingBy(PackageRow::account));
        var levels =
                watchedLevels
                        .of(
                                packages.stream()
                                        .map(one -> one.balance(one.remaining()))
                                        .toList(),
                                settledUntil)
                        .stream()
                        .collect(Collectors.groupingBy(
                                WatchedLevel::account, Collectors.mapping(WatchedLevel::level, Collectors.toList())));
        var known = accounts.findAll(jobs.keySet());
        var headings = new LinkedHashMap<String, Heading>();
        jobs.forEach((account, running) -> {
            var own = ofAccount.getOrDefault(account, List.of());
            headings.put(
                    account,
                    new Heading(
                            running,
                            own,
                            new Forward(
                                    settledUntil,
                                    own.stream()
                                            .map(one -> new Forward.Balance(one.terms(), one.remaining()))
                                            .toList(),
                                    running.stream().map(RunningJob::burn).toList(),
                                    levels.getOrDefault(account, List.of()),
                                    new Cadence(
                                            secondOfHour(account),
                                            known.get(account).zone()))));
        });
        return headings;
    }

    /** Where an account is heading from where it is settled; none if nothing runs. */
    Optional<Heading> of(String account) {
        return steadily(account, heading -> heading);
    }

    /** Where it is heading if another job starts now beside those that run: the last of them. */
    Heading of(String account, RunningJob beside) {
        return whileSettled(account, until -> {
            var running = until.isPresent() ? runningJobs.of(List.of(account)) : List.<RunningJob>of();
            var jobs = Stream.concat(running.stream(), Stream.of(beside)).toList();
            return headings(until.orElse(beside.burn().from()), Map.of(account, jobs))
                    .get(account);
        });
    }

    /**
     * Reads something of what is settled together with where the account is heading from there, which is none if nothing runs.
     * It locks nothing: what jobs were settled in between is read again, so that what it says fits together.
     */
    <T> T steadily(String account, Function<Optional<Heading>, T> read) {
        return whileSettled(
                account,
                until -> read.apply(
                        until.map(instant -> of(List.of(account), instant).get(account))));
    }

    /** Reads, until running jobs were settled up to the same instant before and after it. */
    private <T> T whileSettled(String account, Function<Optional<Instant>, T> read) {
        var until = settledUntil(account);
        while (until.isPresent()) {
            var result = read.apply(until);
            var since = settledUntil(account);
            if (since.equals(until)) {
                return result;
            }
            until = since;
        }
        return read.apply(Optional.empty());
    }

    private Optional<Instant> settledUntil(String account) {
        return jdbc.sql("select settled_until from ledger where account = :account")
                .param("account", account)
                .query((row, index) -> Optional.ofNullable(Sql.instantOrNull(row, "settled_until")))
                .single();
    }

    /** Spreads what is due every hour over the hour (R16). */
    private static int secondOfHour(String account) {
        return (int) Math.floorMod((long) account.hashCode(), HOUR);
    }
}
