package io.drawdown.quota;

import io.drawdown.base.Sql;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    Course(JdbcClient jdbc, QuotaTables tables, RunningJobs runningJobs, WatchedLevels watchedLevels) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.runningJobs = runningJobs;
        this.watchedLevels = watchedLevels;
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
        return headings(settledUntil, runningJobs.of(accounts).stream()
                .collect(Collectors.groupingBy(RunningJob::account, LinkedHashMap::new, Collectors.toList())));
    }

    private Map<String, Heading> headings(Instant settledUntil, Map<String, List<RunningJob>> jobs) {
        if (jobs.isEmpty()) {
            return Map.of();
        }
        var packages = tables.unexpired(jobs.keySet(), settledUntil);
        var ofAccount = packages.stream().collect(Collectors.groupingBy(PackageRow::account));
        var levels = watchedLevels.of(packages.stream().map(one -> one.balance(one.remaining())).toList(), settledUntil).stream()
                .collect(Collectors.groupingBy(WatchedLevel::account, Collectors.mapping(WatchedLevel::level, Collectors.toList())));
        var headings = new LinkedHashMap<String, Heading>();
        jobs.forEach((account, running) -> {
            var own = ofAccount.getOrDefault(account, List.of());
            headings.put(account, new Heading(running, own, new Forward(
                    settledUntil,
                    own.stream().map(one -> new Forward.Balance(one.terms(), one.remaining())).toList(),
                    running.stream().map(RunningJob::burn).toList(),
                    levels.getOrDefault(account, List.of()),
                    secondOfHour(account))));
        });
        return headings;
    }

    /**
     * Where an account is heading from where it is settled; none if nothing runs. It locks nothing: what is settled meanwhile is
     * read again, so that what it says fits together.
     */
    Optional<Heading> of(String account) {
        return read(account, null);
    }

    /** The same, if another job started now beside those that run: the last of them. */
    Heading of(String account, RunningJob beside) {
        return read(account, beside).orElseThrow();
    }

    private Optional<Heading> read(String account, @Nullable RunningJob beside) {
        var settled = settled(account);
        while (settled.until() != null || beside != null) {
            var until = settled.until() == null ? beside.burn().from() : settled.until();
            var running = settled.until() == null ? Stream.<RunningJob>of() : runningJobs.of(List.of(account)).stream();
            var jobs = Stream.concat(running, Stream.ofNullable(beside)).toList();
            var heading = jobs.isEmpty() ? null : headings(until, Map.of(account, jobs)).get(account);
            var since = settled(account);
            if (since.equals(settled)) {
                return Optional.ofNullable(heading);
            }
            settled = since;
        }
        return Optional.empty();
    }

    private record Settled(long lastEntry, @Nullable Instant until) {}

    private Settled settled(String account) {
        return jdbc.sql("select last_entry, settled_until from ledger where account = :account")
                .param("account", account)
                .query((row, index) -> new Settled(row.getLong("last_entry"), Sql.instantOrNull(row, "settled_until")))
                .single();
    }

    /** Spreads what is due every hour over the hour (R16). */
    private static int secondOfHour(String account) {
        return (int) Math.floorMod((long) account.hashCode(), HOUR);
    }
}
