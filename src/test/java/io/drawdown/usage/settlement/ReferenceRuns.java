package io.drawdown.usage.settlement;

import io.drawdown.alert.ReferenceAlerts;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.engine.ReferenceEngine;
import io.drawdown.quota.engine.ReferenceEngine.Charged;
import io.drawdown.quota.engine.ReferenceEngine.Deducted;
import io.drawdown.quota.engine.ReferenceEngine.Row;
import io.drawdown.quota.engine.RemainingLevel;
import io.drawdown.quota.engine.Terms;
import io.drawdown.quota.engine.Usage;
import io.drawdown.quota.packages.PackageBalance;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
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
 * knows beforehand when something will happen. What is settled goes into {@link ReferenceEngine}, and what is told comes from
 * {@link ReferenceAlerts}.
 */
final class ReferenceRuns {

    private static final long HOUR = Duration.ofHours(1).toSeconds();
    private static final Comparator<Run> ORDER = Comparator.comparing((Run run) -> run.start.startedAt())
            .thenComparing(run -> run.start.source())
            .thenComparing(run -> run.start.job());

    private final String account;
    private final ZoneId zone;
    private final ReferenceEngine model = new ReferenceEngine();
    private final ReferenceAlerts alerts;
    private final List<PackageTerms> packages = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final Map<String, TreeSet<Instant>> waitingStops = new HashMap<>();
    private final Map<String, Run> starts = new HashMap<>();
    private final Map<String, UsageEvent.Started> waitingStarts = new HashMap<>();
    private final List<UsageEvent.Started> startedLater = new ArrayList<>();
    private final Map<String, Integer> records = new HashMap<>();
    private final List<Usage> usage = new ArrayList<>();
    private final List<List<Row>> rows = new ArrayList<>();
    private final Set<Integer> voided = new HashSet<>();
    private final List<String> ledger = new ArrayList<>();
    private final Set<Instant> excusedInstants = new HashSet<>();
    private final List<YearMonth> usageMonths = new ArrayList<>();
    private final List<YearMonth> statementMonths = new ArrayList<>();
    private @Nullable Long secondOfHour;
    private Instant writtenAt;
    private Instant now;

    private record PackageTerms(Terms terms, long total) {}

    /** An instant at which running jobs are settled, and whether they have to be. */
    private record SettlementInstant(Instant at, boolean required) {}

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

    ReferenceRuns(String account, ZoneId zone, ReferenceAlerts alerts, Instant now) {
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
        packages.forEach(one -> remaining.put(
                one.terms().id(), model.remainingNodeSeconds(one.terms().id())));
        return remaining;
    }

    boolean hasOpenRuns() {
        return runs.stream().anyMatch(Run::isOpen);
    }

    /** Says what time it is when what follows is written, which may happen before that. */
    void setWrittenAt(Instant instant) {
        writtenAt = instant;
    }

    /** Excuses it if the program settles at this instant, at which nothing need happen. */
    void excuse(Instant at) {
        excusedInstants.add(at);
    }

    /** Excuses it if the program settles at the instant at which something would happen next, if nothing came before. */
    void excuseNext() {
        var next = nextSettlement(now.plusSeconds(HOUR), Set.of());
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
        for (var next = nextSettlement(until, settledAt); next != null; next = nextSettlement(until, settledAt)) {
            if (!next.required()
                    && !excusedInstants.contains(next.at())
                    && !alerts.warnings().contains(next.at())) {
                if (secondOfHour != null) {
                    throw new AssertionError("Settled at " + next.at() + " for no reason");
                }
                secondOfHour = Math.floorMod(next.at().getEpochSecond(), HOUR);
            }
            settle(next.at());
        }
        alerts.advanceTo(until);
    }

    /** Settles all running jobs, in their order. */
    void settle(Instant at) {
        runs.stream().filter(Run::isOpen).forEach(run -> settleUntil(run, run.end(at)));
        now = at;
        alerts.afterSettlement(balances(), at);
    }

    void addPackage(Terms terms, long total) {
        var made = new PackageTerms(terms, total);
        packages.add(made);
        packages.sort(Comparator.comparing(PackageTerms::terms, Terms.ORDER));
        model.add(terms, total);
        alerts.afterCreation(balance(made));
    }

    void editAlert(UsageAlert edited) {
        alerts.afterEdit(edited);
    }

    /** What one request tells, which is one change. */
    List<EventResult.Status> report(List<UsageEvent> events) {
        startedLater.clear();
        var answers = new ArrayList<EventResult.Status>();
        events.forEach(event -> answers.add(report(event)));
        alerts.afterChange(balances());
        startedLater.stream()
                .filter(events::contains)
                .forEach(start -> answers.set(events.indexOf(start), EventResult.Status.ACCEPTED));
        return answers;
    }

    /** The starts that were rejected before and that the last request made right. */
    List<UsageEvent.Started> startedLater() {
        return List.copyOf(startedLater);
    }

    private EventResult.Status report(UsageEvent event) {
        return switch (event) {
            case UsageEvent.Started start -> start(start);
            case UsageEvent.Stopped stop -> stop(stop);
            case UsageEvent.Recorded usage -> record(usage);
            case UsageEvent.Voided correction -> voidRecord(correction);
        };
    }

    private EventResult.Status start(UsageEvent.Started event) {
        waitingStarts.remove(event.id());
        var run = new Run(event);
        var stops = waitingStops.computeIfAbsent(jobKey(event.source(), event.job()), job -> new TreeSet<>());
        run.stop = stops.ceiling(event.startedAt());
        var robbed = nextRun(event.source(), event.job(), event.startedAt());
        if (robbed != null && hasStopOf(run, robbed)) {
            run.stop = robbed.stop;
        } else {
            robbed = null;
        }
        for (var other : runsOf(event.source(), event.job())) {
            var startsInside = other.runsIn(event.startedAt());
            var wouldContain =
                    other.start.startedAt().isAfter(event.startedAt()) && run.endsAfter(other.start.startedAt());
            if (startsInside || wouldContain) {
                waitingStarts.put(event.id(), event);
                return EventResult.Status.REJECTED;
            }
        }
        if (robbed != null) {
            robbed.stop = stops.ceiling(event.startedAt());
        }
        var taken = robbed == null ? run.stop : robbed.stop;
        if (taken != null) {
            stops.remove(taken);
        }
        runs.add(run);
        runs.sort(ORDER);
        starts.put(event.id(), run);
        settleUntil(run, run.end(now));
        if (robbed != null) {
            settleUntil(robbed, robbed.end(now));
        }
        return EventResult.Status.ACCEPTED;
    }

    /** Whether the next run is empty, ended by what must be this one's stop: another stop waits that can end it before the one after. */
    private boolean hasStopOf(Run run, Run next) {
        var start = next.start.startedAt();
        if (!start.equals(next.stop) || run.stop == null || !run.stop.isAfter(start)) {
            return false;
        }
        var afterNext = nextRun(next.start.source(), next.start.job(), start);
        return afterNext == null || !run.stop.isAfter(afterNext.start.startedAt());
    }

    private @Nullable Run nextRun(String source, String job, Instant start) {
        return runsOf(source, job).stream()
                .filter(other -> other.start.startedAt().isAfter(start))
                .min(ORDER)
                .orElse(null);
    }

    /** Tries starts of a job that were rejected again, until none can begin any more. */
    private void retryStarts(String source, String job) {
        for (var start : waitingStarts.values().stream()
                .filter(waiting ->
                        waiting.source().equals(source) && waiting.job().equals(job))
                .sorted(Comparator.comparing(UsageEvent.Started::startedAt).thenComparing(UsageEvent.Started::id))
                .toList()) {
            if (start(start) == EventResult.Status.ACCEPTED) {
                startedLater.add(start);
                retryStarts(source, job);
                return;
            }
        }
    }

    private EventResult.Status stop(UsageEvent.Stopped event) {
        var at = event.stoppedAt();
        var ended = runsOf(event.source(), event.job()).stream()
                .filter(run -> !run.start.startedAt().isAfter(at) && (run.endsAfter(at) || at.equals(run.stop)))
                .reduce((one, other) -> ORDER.compare(one, other) > 0 ? one : other);
        if (ended.isEmpty()) {
            addWaitingStop(event.source(), event.job(), at);
        } else if (!at.equals(ended.get().stop)) {
            endRun(ended.get(), at);
        }
        retryStarts(event.source(), event.job());
        return EventResult.Status.ACCEPTED;
    }

    private void endRun(Run run, Instant at) {
        if (run.stop != null) {
            addWaitingStop(run.start.source(), run.start.job(), run.stop);
        }
        run.stop = at;
        var beyond = run.segments.stream()
                .filter(segment -> segment.to().isAfter(at))
                .toList();
        for (var segment : beyond) {
            voidRecord(segment.record());
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

    private EventResult.Status voidRecord(UsageEvent.Voided event) {
        var run = starts.get(event.voidedId());
        if (run == null) {
            var record = records.get(event.voidedId());
            if (voided.contains(record)) {
                return EventResult.Status.DUPLICATE;
            }
            voidRecord(record);
            return EventResult.Status.ACCEPTED;
        }
        if (run.voided) {
            return EventResult.Status.DUPLICATE;
        }
        run.voided = true;
        run.segments.forEach(segment -> voidRecord(segment.record()));
        if (run.stop != null) {
            addWaitingStop(run.start.source(), run.start.job(), run.stop);
        }
        return EventResult.Status.ACCEPTED;
    }

    private void addWaitingStop(String source, String job, Instant stop) {
        waitingStops
                .computeIfAbsent(jobKey(source, job), key -> new TreeSet<>())
                .add(stop);
    }

    /** The first second after the last settlement in which something happens by itself, or at which the program settled. */
    private @Nullable SettlementInstant nextSettlement(Instant limit, Set<Instant> settledAt) {
        if (!hasOpenRuns()) {
            return null;
        }
        var levels = alerts.levels();
        var left = remaining();
        for (var at = now.plusSeconds(1); !at.isAfter(limit); at = at.plusSeconds(1)) {
            var before = new HashMap<>(left);
            drawOneSecond(at.minusSeconds(1), left);
            if (isScheduled(at)
                    || isExhausted(before, left)
                    || levels.stream().anyMatch(remainingLevel -> isReached(remainingLevel, before, left))) {
                return new SettlementInstant(at, true);
            }
            if (settledAt.contains(at)) {
                return new SettlementInstant(at, false);
            }
        }
        return null;
    }

    /** Lets all running jobs draw their nodes for one second. */
    private void drawOneSecond(Instant second, Map<Long, Long> left) {
        for (var run : runs) {
            if (run.runsIn(second)) {
                var open = run.start.nodes();
                for (var packageTerms : packages) {
                    var given = covers(packageTerms.terms(), run, second)
                            ? Math.min(open, left.get(packageTerms.terms().id()))
                            : 0;
                    left.merge(packageTerms.terms().id(), -given, Long::sum);
                    open -= given;
                }
            }
        }
    }

    private static boolean covers(Terms terms, Run run, Instant second) {
        return run.start.pool() == Pool.PUBLIC
                && terms.activities().contains(run.start.activity())
                && !terms.effectiveAt().isAfter(second)
                && terms.expiresAt().isAfter(second);
    }

    /** Whether a job starts or stops, a package becomes effective or expires, a month starts, or it is the account's second of the hour. */
    private boolean isScheduled(Instant at) {
        return packages.stream()
                        .anyMatch(packageTerms ->
                                packageTerms.terms().effectiveAt().equals(at)
                                        || packageTerms.terms().expiresAt().equals(at))
                || runs.stream()
                        .anyMatch(run -> !run.voided && (run.start.startedAt().equals(at) || at.equals(run.stop)))
                || isStartOfMonth(at)
                || secondOfHour != null && Math.floorMod(at.getEpochSecond(), HOUR) == secondOfHour;
    }

    private static boolean isExhausted(Map<Long, Long> before, Map<Long, Long> left) {
        return left.entrySet().stream().anyMatch(now -> now.getValue() == 0 && before.get(now.getKey()) > 0);
    }

    private static boolean isReached(RemainingLevel remainingLevel, Map<Long, Long> before, Map<Long, Long> left) {
        return sumRemaining(remainingLevel, before) > remainingLevel.nodeSeconds()
                && sumRemaining(remainingLevel, left) <= remainingLevel.nodeSeconds();
    }

    private static long sumRemaining(RemainingLevel remainingLevel, Map<Long, Long> left) {
        return remainingLevel.packageIds().stream().mapToLong(left::get).sum();
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

    private String describeMonths(YearMonth usageMonth, YearMonth statementMonth) {
        return " of " + usageMonth + " on " + statementMonth;
    }

    /** The month itself, or the current one once its statement is closed, on the fourth day of the next. */
    private YearMonth openMonth(YearMonth month) {
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
        statementMonths.add(openMonth(usageMonth));
        this.usage.add(usage);
        ledger.add(LedgerLines.record(source, job, usage));
        came.stream()
                .filter(Deducted.class::isInstance)
                .map(Deducted.class::cast)
                .forEach(deducted -> ledger.add(LedgerLines.deduction(
                        deducted.packageId(),
                        deducted.from(),
                        deducted.to(),
                        deducted.nodeSeconds(),
                        deducted.remainingAfter())));
        came.stream()
                .filter(Charged.class::isInstance)
                .map(Charged.class::cast)
                .forEach(charged -> ledger.add(LedgerLines.charge(
                                charged.from(),
                                charged.to(),
                                charged.nodeSeconds(),
                                charged.reason(),
                                charged.because())
                        + describeMonths(usageMonth, statementMonths.get(record))));
        return record;
    }

    private void voidRecord(int record) {
        voided.add(record);
        model.voidRecord(record);
        var taken = rows.get(record);
        ledger.add(LedgerLines.voided(usage.get(record)));
        taken.stream()
                .filter(Deducted.class::isInstance)
                .map(Deducted.class::cast)
                .forEach(deducted -> ledger.add(LedgerLines.deductionReversal(
                        deducted.packageId(), deducted.from(), deducted.to(), deducted.nodeSeconds())));
        taken.stream()
                .filter(Charged.class::isInstance)
                .forEach(charged ->
                        ledger.add(LedgerLines.chargeReversal(charged.from(), charged.to(), charged.nodeSeconds())
                                + describeMonths(usageMonths.get(record), openMonth(statementMonths.get(record)))));
    }

    private List<Run> runsOf(String source, String job) {
        return runs.stream()
                .filter(run -> !run.voided
                        && run.start.source().equals(source)
                        && run.start.job().equals(job))
                .toList();
    }

    private List<PackageBalance> balances() {
        return packages.stream().map(this::balance).toList();
    }

    private PackageBalance balance(PackageTerms packageTerms) {
        var terms = packageTerms.terms();
        return new PackageBalance(
                account,
                terms.id(),
                new PackageKind(terms.region(), terms.specification(), terms.activities()),
                packageTerms.total(),
                model.remainingNodeSeconds(terms.id()),
                terms.effectiveAt(),
                terms.expiresAt());
    }

    private static String jobKey(String source, String job) {
        return source + " " + job;
    }
}
