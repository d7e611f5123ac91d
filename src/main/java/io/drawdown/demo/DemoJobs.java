package io.drawdown.demo;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.usage.UsageEvents;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports jobs as a scheduler would: more on weekdays than at weekends, many short ones and a few long ones. */
@Component
class DemoJobs {

    private static final long SEED = 20_261_122;
    private static final int BATCH = 1000;

    private final UsageEvents events;
    private final JsonMapper json;

    DemoJobs(UsageEvents events, JsonMapper json) {
        this.events = events;
        this.json = json;
    }

    /**
     * The jobs that an account runs every day over a range of days.
     *
     * @param fromDay days before today on which it begins
     * @param toDay days before today on which it ends, exclusive
     * @param jobsPerWeekday jobs on a weekday
     * @param averageHours the average duration of a job in hours
     */
    record Workload(
            String account,
            String name,
            String region,
            Pool pool,
            DemoCatalog.NodeType item,
            Activity activity,
            int fromDay,
            int toDay,
            int jobsPerWeekday,
            int maxNodes,
            double averageHours) {}

    /** A job that started some hours ago and is still running. */
    record StartedJob(
            String account,
            String name,
            String region,
            DemoCatalog.NodeType item,
            Activity activity,
            long nodes,
            double hoursAgo) {}

    private record Job(Workload workload, String name, long nodes, Instant start, Instant end) {}

    void reportFinished(List<Workload> workloads, Instant now) {
        var random = new Random(SEED);
        var jobs = new ArrayList<Job>();
        workloads.forEach(workload -> jobs.addAll(generateJobs(workload, now, random)));
        jobs.sort(Comparator.comparing(Job::end).thenComparing(Job::name));
        for (var from = 0; from < jobs.size(); from += BATCH) {
            report(jobs.subList(from, Math.min(from + BATCH, jobs.size())).stream()
                    .map(this::toEvent)
                    .toList());
        }
    }

    /** Reports the starts of jobs that keep running. */
    void reportStarted(List<StartedJob> jobs, Instant now) {
        report(jobs.stream()
                .map(job -> toEvent(
                        job.name,
                        "drawdown.job.started.v1",
                        Map.of(
                                "account", job.account,
                                "region", job.region,
                                "pool", Pool.PUBLIC,
                                "specification", job.item.code(),
                                "activity", job.activity,
                                "nodes", job.nodes,
                                "startedAt",
                                        now.minusSeconds((long) (job.hoursAgo
                                                        * Duration.ofHours(1).toSeconds()))
                                                .toString())))
                .toList());
    }

    private static List<Job> generateJobs(Workload workload, Instant now, Random random) {
        var today = now.atZone(ZoneOffset.UTC).toLocalDate();
        var jobs = new ArrayList<Job>();
        for (var day = workload.fromDay; day > workload.toDay; day--) {
            var date = today.minusDays(day);
            var weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
            for (var number = 1; number <= workload.jobsPerWeekday; number++) {
                var start = date.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(random.nextInt(86_400));
                var hours =
                        Math.min(workload.averageHours * 3, -Math.log(1 - random.nextDouble()) * workload.averageHours);
                var end = start.plusSeconds(
                        60 + (long) (hours * Duration.ofHours(1).toSeconds()));
                var nodes = 1 + random.nextInt(workload.maxNodes);
                var skipped = weekend && random.nextInt(3) > 0;
                if (!skipped && end.isBefore(now)) {
                    jobs.add(new Job(workload, "%s-%s-%d".formatted(workload.name, date, number), nodes, start, end));
                }
            }
        }
        return jobs;
    }

    private void report(List<JsonNode> jobs) {
        var report = events.report(jobs);
        if (report.accepted() != jobs.size()) {
            throw new IllegalStateException("The demo's jobs were not all accepted: " + report);
        }
    }

    private JsonNode toEvent(Job job) {
        var workload = job.workload;
        return toEvent(
                job.name,
                "drawdown.usage.recorded.v1",
                Map.of(
                        "account", workload.account,
                        "region", workload.region,
                        "pool", workload.pool,
                        "specification", workload.item.code(),
                        "activity", workload.activity,
                        "nodes", job.nodes,
                        "startedAt", job.start.toString(),
                        "endedAt", job.end.toString()));
    }

    private JsonNode toEvent(String name, String type, Map<String, Object> data) {
        return json.valueToTree(Map.of(
                "specversion", "1.0",
                "id", name,
                "source", "/demo/scheduler",
                "type", type,
                "subject", name,
                "data", data));
    }
}
