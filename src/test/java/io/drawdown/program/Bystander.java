package io.drawdown.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.api.ApiClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;

/** A customer who only reads, and the probe of readiness, while others do their worst. */
final class Bystander {

    private static final int MIN_READS = AttackScale.of(10, 50);
    private static final int WARM_UP_READS = 300;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ApiClient customer;
    private final String account;

    Bystander(ApiClient customer, String account) {
        this.customer = customer;
        this.account = account;
    }

    /** Median times of as many reads and probes as one needs, all of which must be answered with 200. */
    Medians measure() {
        return measureUntil(() -> true, () -> {});
    }

    /** The same after 300 reads, by which the program's code is compiled. */
    Medians measureWarm() {
        for (var read = 0; read < WARM_UP_READS; read++) {
            time("/actuator/health/readiness");
            time(quotasPath());
        }
        return measure();
    }

    /** Measures until something is over, and at least as many reads as one needs; says when that many are measured. */
    Medians measureUntil(BooleanSupplier isOver, Runnable whenMeasured) {
        var probes = new ArrayList<Duration>();
        var reads = new ArrayList<Duration>();
        while (reads.size() < MIN_READS || !isOver.getAsBoolean()) {
            probes.add(time("/actuator/health/readiness"));
            reads.add(time(quotasPath()));
            if (reads.size() == MIN_READS) {
                whenMeasured.run();
            }
            ServerProcess.pause(PAUSE);
        }
        return new Medians(median(probes), median(reads));
    }

    private String quotasPath() {
        return "accounts/" + account + "/quotas";
    }

    private Duration time(String path) {
        var start = System.nanoTime();
        var answer = customer.get(path);
        var taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(answer.status()).as("%s: %s", path, answer.text()).isEqualTo(200);
        return taken;
    }

    private static Duration median(ArrayList<Duration> times) {
        times.sort(null);
        return times.get(times.size() / 2);
    }

    /** The medians of one measurement: of readiness, and of a customer's own figures. */
    record Medians(Duration readiness, Duration reads) {

        @Override
        public String toString() {
            return "readiness %.1f ms, reads %.1f ms".formatted(readiness.toNanos() / 1e6, reads.toNanos() / 1e6);
        }
    }
}
