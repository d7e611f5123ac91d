package io.drawdown.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R1: node-seconds")
class NodeSecondsTest {

    @ParameterizedTest(name = "{0} nodes [{1}, {2}) are {3}")
    @CsvSource(textBlock = """
            1,                   1970-01-01T00:00:00Z,     1970-01-01T00:00:01Z,     1
            3,                   2026-11-22T10:00:00Z,     2026-11-22T11:00:00Z,     10800
            3,                   2026-11-22T10:00:00Z,     2026-11-22T10:00:00Z,     0
            9223372036854775807, 1970-01-01T00:00:00Z,     1970-01-01T00:00:01Z,     9223372036854775807
            1,                   1970-01-01T00:00:00.999Z, 1970-01-01T00:00:01Z,     1
            1,                   1970-01-01T00:00:00Z,     1970-01-01T00:00:01.999Z, 1
            1,                   1970-01-01T00:00:00.900Z, 1970-01-01T00:00:01.100Z, 1
            """)
    void multipliesNodesByWholeSeconds(long nodes, Instant start, Instant end, long nodeSeconds) {
        assertThat(NodeSeconds.of(nodes, start, end)).isEqualTo(nodeSeconds);
    }

    @Test
    @DisplayName("the parts of a record add up to the record, wherever it is split")
    void sumsPartsToTheWholeWhereverItIsCut() {
        var start = Instant.ofEpochMilli(900);
        var end = Instant.ofEpochMilli(9_100);
        for (var cut = start; cut.isBefore(end); cut = cut.plusMillis(100)) {
            assertThat(NodeSeconds.of(7, start, cut) + NodeSeconds.of(7, cut, end))
                    .isEqualTo(NodeSeconds.of(7, start, end));
        }
    }

    @Test
    @DisplayName("an overflow of long is refused")
    void refusesOverflow() {
        var start = Instant.EPOCH;
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> NodeSeconds.of(Long.MAX_VALUE / 2 + 1, start, start.plusSeconds(2)));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> NodeSeconds.of(Long.MAX_VALUE, Instant.MIN, Instant.MAX));
    }

    @Test
    @DisplayName("a node-hour is 3600 node-seconds; an overflow of long is refused")
    void convertsNodeHoursToNodeSeconds() {
        var most = Long.MAX_VALUE / 3600;
        assertThat(NodeSeconds.ofNodeHours(0)).isZero();
        assertThat(NodeSeconds.ofNodeHours(2)).isEqualTo(7200);
        assertThat(NodeSeconds.ofNodeHours(most)).isEqualTo(most * 3600);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> NodeSeconds.ofNodeHours(most + 1));
    }

    @ParameterizedTest(name = "{0} read {1} node-hours")
    @CsvSource({
        "0, 0.00",
        "17, 0.00",
        "18, 0.00",
        "19, 0.01",
        "53, 0.01",
        "54, 0.02",
        "90, 0.02",
        "126, 0.04",
        "3600, 1.00",
        "5400, 1.50",
        "9223372036854775807, 2562047788015215.50"
    })
    void roundsNodeHoursHalfEven(long nodeSeconds, String nodeHours) {
        assertThat(NodeSeconds.toNodeHours(nodeSeconds)).hasToString(nodeHours);
    }
}
