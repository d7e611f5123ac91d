package io.drawdown.console.components.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFieldTest {

    private final TimeField time = new TimeField();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-29 02:30 | Clocks in Europe/Berlin are put forward then, so this time doesn’t exist. Choose"
                        + " an earlier or a later one.",
                "2026-10-25 02:30 | Clocks in Europe/Berlin are put back then, so this time occurs twice. Choose an"
                        + " earlier or a later one.",
            })
    void rejectsSkippedAndAmbiguousTimes(String text, String problem) {
        time.setZone(ZoneId.of("Europe/Berlin"));

        time.setValue(text);

        assertThat(time.instant()).isNull();
        assertThat(time.getErrorMessage()).isEqualTo(problem);
        assertThat(time.getValue()).isEqualTo(text);
    }

    @Test
    void readsTimeInZone() {
        time.setZone(ZoneId.of("Europe/Berlin"));
        time.setValue(" 2026-03-29 03:30 ");

        assertThat(time.instant()).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(time.isInvalid()).isFalse();
    }

    @Test
    void rereadsTimeWhenZoneChanges() {
        time.setValue("2026-03-29 02:30");
        assertThat(time.isInvalid()).isFalse();

        time.setZone(ZoneId.of("Europe/Berlin"));

        assertThat(time.isInvalid()).isTrue();
    }
}
