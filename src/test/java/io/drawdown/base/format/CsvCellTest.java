package io.drawdown.base.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {

    private record TextWrapper(String text) {

        @Override
        public String toString() {
            return text;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(A1)", "=", "-"
            })
    void prefixesFormulasWithAnApostrophe(String text) {
        assertThat(CsvCell.format(text)).isEqualTo("'" + text);
        assertThat(CsvCell.format(List.of(text, "more"))).isEqualTo("'" + text + " more");
        assertThat(CsvCell.format(new TextWrapper(text))).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=1", "a-b", "1+1", "li@example.com", " =1", "", "{\"name\":\"=1+1\"}"})
    void leavesOtherTextsUnchanged(String text) {
        assertThat(CsvCell.format(text)).isEqualTo(text);
    }

    @Test
    void writesNumbersAsNumbers() {
        assertThat(CsvCell.format(-5L)).isEqualTo(-5L);
        assertThat(CsvCell.format(new BigDecimal("-1E+3"))).isEqualTo("-1000");
        assertThat(CsvCell.format(null)).isEqualTo("");
    }
}
