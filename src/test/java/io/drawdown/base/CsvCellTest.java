package io.drawdown.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {

    private record Wrapped(String text) {

        @Override
        public String toString() {
            return text;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(A1)", "=", "-"
            })
    void putsAnApostropheBeforeWhatASpreadsheetWouldRun(String text) {
        assertThat(CsvCell.of(text)).isEqualTo("'" + text);
        assertThat(CsvCell.of(List.of(text, "more"))).isEqualTo("'" + text + " more");
        assertThat(CsvCell.of(new Wrapped(text))).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=1", "a-b", "1+1", "li@example.com", " =1", "", "{\"name\":\"=1+1\"}"})
    void leavesOtherTextsAsTheyAre(String text) {
        assertThat(CsvCell.of(text)).isEqualTo(text);
    }

    @Test
    void writesNumbersAsNumbers() {
        assertThat(CsvCell.of(-5L)).isEqualTo(-5L);
        assertThat(CsvCell.of(new BigDecimal("-1E+3"))).isEqualTo("-1000");
        assertThat(CsvCell.of(null)).isEqualTo("");
    }
}
