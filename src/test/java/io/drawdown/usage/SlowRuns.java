package io.drawdown.usage;

import io.drawdown.alert.SlowAlerts;
import io.drawdown.alert.UsageAlert;
import io.drawdown.catalog.Pool;
import io.drawdown.quota.Kind;
import io.drawdown.quota.PackageBalance;
import io.drawdown.quota.engine.Level;
import io.drawdown.quota.engine.SlowModel;
import io.drawdown.quota.engine.SlowModel.Charged;
import io.drawdown.quota.engine.SlowModel.Row;
import io.drawdown.quota.engine.SlowModel.Took;
import io.drawdown.quota.engine.Terms;
import io.drawdown.quota.engine.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The words of R16 lived through second by second, for one account: slow, meant to be obvious, and nothing of how the program
 * knows beforehand when something will happen. What is settled goes into {@link SlowModel}, and what is told comes from
 * {@link SlowAlerts}.
 */
final class SlowRuns {

    private static final long HOUR = Duration.ofHours(1).toSeconds();
    private static final Comparator<Run> ORDER = Comparator.comparing((Run run) -> run.start.startedAt())
            .thenComparing(run -> run.start.source())
            .thenComparing(run -> run.start.job());

    private final String account;
    private final ZoneId zone;
    private final SlowModel model = new SlowModel();
    private final SlowAlerts alerts;
    private final List<Pack> packages = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final Map<String, TreeSet<Instant>> waiting = new HashMap<>();
    private final Map<String, Run> starts = new HashMap<>();
    private final Map<String, Integer> records = new HashMap<>();
    private final List<Usage> usage = new ArrayList<>();
    private final List<List<Row>> rows = new ArrayList<>();
    private final Set<Integer> voided = new HashSet<>();
    private final List<String> ledger = new ArrayList<>();
    private final Set<Instant> excused = new HashSet<>();
    private final List<YearMonth> usageMonths = new ArrayList<>();
    private final List<YearMonth> statementMonths = new ArrayList<>();
    private @Nullable Long secondOfHour;
    private Instant writtenAt;
    private Instant now;

    private record Pack(Terms terms, long total) {}

    /** An instant at which running jobs are settled, and whether they have to be. */
    private record Moment(Instant at, boolean happens) {}

    private record Segment(int record, Instant from, Instant to) {}

    private static final class Run {

        private final UsageEvent.Started start;
        private final List<Segment> segments = new ArrayList<>();
        private Instant settledUntil;
        private @Nullable Instant stop;
        private boolean voided;

        Run(UsageEvent.Started start) {
            this.start = start;
            this.settledUntil = start.startedAt();
        }

        boolean isOpen() {
            return !voided && (stop == null || settledUntil.isBefore(stop));
        }

        boolean runsIn(Instant second) {
            return !voided && !start.startedAt().isAfter(second) && endsAfter(second);
        }

        boolean endsAfter(Instant instant) {
            return stop == null || stop.isAfter(instant);
        }

        Instant end(Instant atMost) {
            return stop == null || stop.isAfter(atMost) ? atMost : stop;
        }

        Usage usage(Instant from, Instant to) {
            return new Usage(
                    start.region(), start.pool(), start.specification(), start.activity(), start.nodes(), from, to);
        }
    }

    SlowRuns(String account, ZoneId zone, SlowAlerts alerts, Instant now) {
        this.account = account;
        this.zone = zone;
        this.writtenAt = now;
        this.alerts = alerts;
        this.now = now;
    }

    /** Every record, void, deduction, charge and reversal so far, in order. */
    List<String> ledger() {
        return ledger;
    }

    List<String> messages() {
        return alerts.messages();
    }

    /** What remains settled of each package. */
    TreeMap<Long, Long> remaining() {
        var remaining = new TreeMap<Long, Long>();
        packages.forEach(
                one -> remaining.put(one.terms().id(), model.left(one.terms().id())));
        return remaining;
    }

    boolean runs() {
        return runs.stream().anyMatch(Run::isOpen);
    }

    /** Says what time it is when what follows is written, which may happen before that. */
    void writtenAt(Instant instant) {
        writtenAt = instant;
    }

    /** Excuses it if the program settles at this instant, at which nothing need happen. */
    void excuse(Instant at) {
        excused.add(at);
    }

    /** Excuses it if the program settles at the instant at which something would happen next, if nothing came before. */
    void excuseNext() {
        var next = next(now.plusSeconds(HOUR), Set.of());
        if (next != null) {
            excuse(next.at());
        }
    }

    /**
     * Lets the time pass.
     *
     * @param settledAt when the program settled running jobs meanwhile
     */
    void passTo(Instant until, Set<Instant> settledAt) {
        for (var next = next(until, settledAt); next != null; next = next(until, settledAt)) {
            if (!next.happens()
                    && !excused.contains(next.at())
                    && !alerts.warnings().contains(next.at())) {
                if (secondOfHour != null) {
                    throw new AssertionError("Settled at " + next.at() + " for no reason");
                }
                secondOfHour = Math.floorMod(next.at().getEpochSecond(), HOUR);
            }
            settle(next.at());
        }
        alerts.passTo(until);
    }

    /** Settles all running jobs, in their order. */
    void settle(Instant at) {
        runs.stream().filter(Run::isOpen).forEach(run -> settleUntil(run, run.end(at)));
        now = at;
        alerts.settled(balances(), at);
    }

    void created(Terms terms, long total) {
        var made = new Pack(terms, total);
        packages.add(made);
        packages.sort(Comparator.comparing(Pack::terms, Terms.ORDER));
        model.add(terms, total);
        alerts.created(balance(made));
    }

    void edited(UsageAlert edited) {
        alerts.edited(edited);
    }

    /** What one request tells, which is one change. */
    List<EventResult.Status> tell(List<UsageEvent> events) {
        var answers = events.stream().map(this::tell).toList();
        alerts.changed(balances());
        return answers;
    }

    private EventResult.Status tell(UsageEvent event) {
        return switch (event) {
            case UsageEvent.Started start -> start(start);
            case UsageEvent.Stopped stop -> stop(stop);
            case UsageEvent.Recorded usage -> record(usage);
            case UsageEvent.Voided correction -> takeBack(correction);
        };
    }

    private EventResult.Status start(UsageEvent.Started event) {
        var run = new Run(event);
        var stops = waiting.computeIfAbsent(job(event.source(), event.job()), job -> new TreeSet<>());
        run.stop = stops.ceiling(event.startedAt());
        for (var other : of(event.source(), event.job())) {
            var startsInside = other.runsIn(event.startedAt());
            var wouldContain =
                    other.start.startedAt().isAfter(event.startedAt()) && run.endsAfter(other.start.startedAt());
            if (startsInside || wouldContain) {
                return EventResult.Status.REJECTED;
            }
        }
        if (run.stop != null) {
            stops.remove(run.stop);
        }
        runs.add(run);
        runs.sort(ORDER);
        starts.put(event.id(), run);
        settleUntil(run, run.end(now));
        return EventResult.Status.ACCEPTED;
    }

    private EventResult.Status stop(UsageEvent.Stopped event) {
        var at = event.stoppedAt();
        var ended = of(event.source(), event.job()).stream()
                .filter(run -> !run.start.startedAt().isAfter(at) && (run.endsAfter(at) || at.equals(run.stop)))
                .reduce((one, other) -> ORDER.compare(one, other) > 0 ? one : other);
        if (ended.isEmpty()) {
            if (of(event.source(), event.job()).stream().anyMatch(run -> run.stop == null)) {
                return EventResult.Status.REJECTED;
            }
            await(event.source(), event.job(), at);
        } else if (!at.equals(ended.get().stop)) {
            end(ended.get(), at);
        }
        return EventResult.Status.ACCEPTED;
    }

    private void end(Run run, Instant at) {
        if (run.stop != null) {
            await(run.start.source(), run.start.job(), run.stop);
        }
        run.stop = at;
        var beyond = run.segments.stream()
                .filter(segment -> segment.to().isAfter(at))
                .toList();
        for (var segment : beyond) {
            takeBack(segment.record());
            run.segments.remove(segment);
            run.settledUntil = segment.from().isBefore(run.settledUntil) ? segment.from() : run.settledUntil;
        }
        settleUntil(run, at.isBefore(now) ? at : now);
        run.settledUntil = run.end(run.settledUntil);
    }

    private EventResult.Status record(UsageEvent.Recorded event) {
        records.put(event.id(), settle("record", event.job(), event.usage()));
        return EventResult.Status.ACCEPTED;
    }

    private EventResult.Status takeBack(UsageEvent.Voided event) {
        var run = starts.get(event.voidedId());
        if (run == null) {
            var record = records.get(event.voidedId());
            if (voided.contains(record)) {
                return EventResult.Status.DUPLICATE;
            }
            takeBack(record);
            return EventResult.Status.ACCEPTED;
        }
        if (run.voided) {
            return EventResult.Status.DUPLICATE;
        }
        run.voided = true;
        run.segments.forEach(segment -> takeBack(segment.record()));
        if (run.stop != null) {
            await(run.start.source(), run.start.job(), run.stop);
        }
        return EventResult.Status.ACCEPTED;
    }

    private void await(String source, String job, Instant stop) {
        waiting.computeIfAbsent(job(source, job), key -> new TreeSet<>()).add(stop);
    }

    /** The first second after the last settlement in which something happens by itself, or at which the program settled. */
    private @Nullable Moment next(Instant limit, Set<Instant> settledAt) {
        if (!runs()) {
            return null;
        }
        var levels = alerts.levels();
        var left = remaining();
        for (var at = now.plusSeconds(1); !at.isAfter(limit); at = at.plusSeconds(1)) {
            var before = new HashMap<>(left);
            draw(at.minusSeconds(1), left);
            if (isTurn(at)
                    || isExhausted(before, left)
                    || levels.stream().anyMatch(level -> isReached(level, before, left))) {
                return new Moment(at, true);
            }
            if (settledAt.contains(at)) {
                return new Moment(at, false);
            }
        }
        return null;
    }

    /** Lets all running jobs draw their nodes for one second. */
    private void draw(Instant second, Map<Long, Long> left) {
        for (var run : runs) {
            if (run.runsIn(second)) {
                var open = run.start.nodes();
                for (var pack : packages) {
                    var given = gives(pack.terms(), run, second)
                            ? Math.min(open, left.get(pack.terms().id()))
                            : 0;
                    left.merge(pack.terms().id(), -given, Long::sum);
                    open -= given;
                }
            }
        }
    }

    private static boolean gives(Terms terms, Run run, Instant second) {
        return run.start.pool() == Pool.PUBLIC
                && terms.activities().contains(run.start.activity())
                && !terms.effectiveAt().isAfter(second)
                && terms.expiresAt().isAfter(second);
    }

    /** Whether a job starts or stops, a package becomes effective or expires, a month starts, or it is the account's second of the hour. */
    private boolean isTurn(Instant at) {
        return packages.stream()
                        .anyMatch(pack -> pack.terms().effectiveAt().equals(at)
                                || pack.terms().expiresAt().equals(at))
                || runs.stream()
                        .anyMatch(run -> !run.voided && (run.start.startedAt().equals(at) || at.equals(run.stop)))
                || isStartOfMonth(at)
                || secondOfHour != null && Math.floorMod(at.getEpochSecond(), HOUR) == secondOfHour;
    }

    private static boolean isExhausted(Map<Long, Long> before, Map<Long, Long> left) {
        return left.entrySet().stream().anyMatch(now -> now.getValue() == 0 && before.get(now.getKey()) > 0);
    }

    private static boolean isReached(Level level, Map<Long, Long> before, Map<Long, Long> left) {
        return sum(level, before) > level.nodeSeconds() && sum(level, left) <= level.nodeSeconds();
    }

    private static long sum(Level level, Map<Long, Long> left) {
        return level.packages().stream().mapToLong(left::get).sum();
    }

    private boolean isStartOfMonth(Instant at) {
        return at.atZone(zone).getMonth() != at.minusSeconds(1).atZone(zone).getMonth();
    }

    private void settleUntil(Run run, Instant until) {
        for (var at = run.settledUntil.plusSeconds(1); !at.isAfter(until); at = at.plusSeconds(1)) {
            if (at.equals(until) || isStartOfMonth(at)) {
                var record = settle("run " + run.start.source(), run.start.job(), run.usage(run.settledUntil, at));
                run.segments.add(new Segment(record, run.settledUntil, at));
                run.settledUntil = at;
            }
        }
    }

    private String months(YearMonth usageMonth, YearMonth statementMonth) {
        return " of " + usageMonth + " on " + statementMonth;
    }

    /** The month itself, or the current one once its statement is closed, on the fourth day of the next. */
    private YearMonth open(YearMonth month) {
        var now = writtenAt.atZone(zone).toLocalDateTime();
        return now.isBefore(month.plusMonths(1).atDay(4).atStartOfDay()) ? month : YearMonth.from(now);
    }

    private int settle(String source, String job, Usage usage) {
        var record = rows.size();
        var came = model.settle(record, usage);
        rows.add(came);
        var lastSecond =
                usage.start().equals(usage.end()) ? usage.end() : usage.end().minusSeconds(1);
        var usageMonth = YearMonth.from(lastSecond.atZone(zone));
        usageMonths.add(usageMonth);
        statementMonths.add(open(usageMonth));
        this.usage.add(usage);
        ledger.add(Lines.record(source, job, usage));
        came.stream()
                .filter(Took.class::isInstance)
                .map(Took.class::cast)
                .forEach(took -> ledger.add(
                        Lines.took(took.packageId(), took.from(), took.to(), took.nodeSeconds(), took.leftAfter())));
        came.stream()
                .filter(Charged.class::isInstance)
                .map(Charged.class::cast)
                .forEach(charged -> ledger.add(Lines.charged(
                                charged.from(),
                                charged.to(),
                                charged.nodeSeconds(),
                                charged.reason(),
                                charged.because())
                        + months(usageMonth, statementMonths.get(record))));
        return record;
    }

    private void takeBack(int record) {
        voided.add(record);
        model.voidRecord(record);
        var taken = rows.get(record);
        ledger.add(Lines.voided(usage.get(record)));
        taken.stream()
                .filter(Took.class::isInstance)
                .map(Took.class::cast)
                .forEach(took ->
                        ledger.add(Lines.gaveBack(took.packageId(), took.from(), took.to(), took.nodeSeconds())));
        taken.stream()
                .filter(Charged.class::isInstance)
                .forEach(charged -> ledger.add(Lines.tookBack(charged.from(), charged.to(), charged.nodeSeconds())
                        + months(usageMonths.get(record), open(statementMonths.get(record)))));
    }

    private List<Run> of(String source, String job) {
        return runs.stream()
                .filter(run -> !run.voided
                        && run.start.source().equals(source)
                        && run.start.job().equals(job))
                .toList();
    }

    private List<PackageBalance> balances() {
        return packages.stream().map(this::balance).toList();
    }

    private PackageBalance balance(Pack pack) {
        var terms = pack.terms();
        return new PackageBalance(
                account,
                terms.id(),
                new Kind(terms.region(), terms.specification(), terms.activities()),
                pack.total(),
                model.left(terms.id()),
                terms.effectiveAt(),
                terms.expiresAt());
    }

    private static String job(String source, String job) {
        return source + " " + job;
    }
}
