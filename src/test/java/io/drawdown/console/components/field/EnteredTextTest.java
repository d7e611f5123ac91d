package io.drawdown.console.components.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnteredTextTest {

    @Test
    void hasNoBlanksOfAnyKindAroundIt() {
        assertThat(EnteredText.strip(" \t\n\r\f\u00a0\u2009\u3000a \u00a0b\u2028 "))
                .isEqualTo("a \u00a0b");
        assertThat(EnteredText.strip("a")).isEqualTo("a");
        assertThat(EnteredText.strip(" \u00a0 ")).isEmpty();
        assertThat(EnteredText.strip("")).isEmpty();
    }

    @Test
    void isKeptAsFarAsItIsWorthIt() {
        var longest = "x".repeat(EnteredText.LONGEST);

        assertThat(EnteredText.bounded(longest)).isEqualTo(longest);
        assertThat(EnteredText.isTooLong(longest)).isFalse();
        assertThat(EnteredText.bounded(longest.repeat(100)))
                .hasSize(EnteredText.LONGEST + 1)
                .satisfies(kept -> assertThat(EnteredText.isTooLong(kept)).isTrue());
    }
}
