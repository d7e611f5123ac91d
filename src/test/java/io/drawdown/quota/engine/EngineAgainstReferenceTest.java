package io.drawdown.quota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.testing.Seeds;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random histories, in which the engine must do what the {@link ReferenceEngine} does. {@code -Ddrawdown.seed=<n>} plays one
 * of them only, {@code -Ddrawdown.seeds.from=<n>} and {@code -Ddrawdown.seeds.count=<n>} play others or more.
 */
@Tag("model")
class EngineAgainstReferenceTest {

    private static final long FROM = Long.getLong("drawdown.seeds.from", 1);
    private static final long COUNT = Seeds.count(2_000);
    private static final Long ONLY = Long.getLong("drawdown.seed");

    @Test
    @DisplayName("R8 to R13, R24: the engine agrees with the reference model on random histories")
    void agreesWithTheReferenceInEveryHistory() {
        if (ONLY != null) {
            play(ONLY);
            return;
        }
        var met = new TreeMap<String, Integer>();
        LongStream.range(FROM, FROM + COUNT)
                .forEach(seed -> play(seed).forEach((what, times) -> met.merge(what, times, Integer::sum)));
        var everything = Stream.concat(
                Arrays.stream(Reason.values()).map(Reason::name),
                Stream.of(
                        "cut",
                        "deducted",
                        "empty",
                        "given back",
                        "late",
                        "settled again",
                        "settled again in vain",
                        "voided",
                        "voided twice"));
        assertThat(met).as("what the histories met").containsKeys(everything.toArray(String[]::new));
    }

    private static Map<String, Integer> play(long seed) {
        var randomEngineHistory = new RandomEngineHistory(seed);
        try {
            randomEngineHistory.play();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "History %d went wrong; -Ddrawdown.seed=%d plays it again.%n%s%n%s"
                            .formatted(seed, seed, randomEngineHistory.log(), failure.getMessage()),
                    failure);
        }
        return randomEngineHistory.coveredCases();
    }
}
