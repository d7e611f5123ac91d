package io.drawdown.console.admin.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookAlikeTest {

    @ParameterizedTest
    @CsvSource({
        "us-west, US-WEST",
        "us-west, us_west",
        "us-west, us.west",
        "us-west, uswest",
        "gpu-10, gpu-1O",
        "gpu-1, gpu-l",
        "gpu-1, gpu-I"
    })
    void looksLike(String code, String other) {
        assertThat(LookAlike.shapeOf(code)).isEqualTo(LookAlike.shapeOf(other));
    }

    @Test
    void othersDoNot() {
        assertThat(LookAlike.shapeOf("cn-north-4")).isNotEqualTo(LookAlike.shapeOf("cn-north-5"));
    }
}
