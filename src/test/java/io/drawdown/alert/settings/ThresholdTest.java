package io.drawdown.alert.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {

    @ParameterizedTest
    @CsvSource({"20,100,20", "20,99,19", "33,100,33", "1,99,0", "1,100,1", "99,101,99", "50,1,0"})
    void isReachedAtExactlyTheShareOfTheTotal(int percent, long total, long level) {
        assertThat(Threshold.percent(percent).level(total)).isEqualTo(level);
        assertThat(level * 100).isLessThanOrEqualTo(percent * total);
        assertThat((level + 1) * 100).isGreaterThan(percent * total);
    }

    @Test
    void isExactForTheLargestTotal() {
        assertThat(Threshold.percent(99).level(Long.MAX_VALUE)).isEqualTo(9131138316486228048L);
    }

    @Test
    void usesARemainingDurationAsTheLevel() {
        assertThat(new Threshold(Threshold.Type.REMAINING, 36_000).level(10)).isEqualTo(36_000);
    }
}
