package io.drawdown.account.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class BootstrapKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "secret",
                "thirty-one-characters-are-less.",
                "a key with spaces in it that is long enough",
                "schlüssel-mit-umlauten-0123456789-lang",
                "line\nbreak-0123456789-0123456789-long"
            })
    void isRefusedAtTheStartIfItCanBeGuessedOrNotBeSent(String key) {
        assertThatThrownBy(() -> start(key))
                .isInstanceOfSatisfying(
                        UnsafeBootstrapKey.class,
                        refused -> assertThat(refused).hasMessageContaining("DRAWDOWN_BOOTSTRAP_API_KEY"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "0123456789abcdef0123456789abcdef",
                " dd_0123456789abcdefghijklmnopqrstuv \n",
                "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk",
                "abababababababababababababababab"
            })
    void isAcceptedElse(String key) {
        assertThatCode(() -> start(key)).doesNotThrowAnyException();
    }

    @Test
    void isAcceptedWithAWarningIfItIsWeakOrLong() {
        assertThat(Secrets.weaknessOfKey("k".repeat(32))).contains("the same few characters");
        assertThat(Secrets.weaknessOfKey("abcd".repeat(8))).contains("the same few characters");
        assertThat(Secrets.weaknessOfKey("0123456789".repeat(21))).contains("has 210 characters");
        assertThat(Secrets.weaknessOfKey("0123456789abcdef0123456789abcdef")).isNull();
        assertThatCode(() -> start("0123456789".repeat(21))).doesNotThrowAnyException();
    }

    @Test
    void isRefusedInWords() {
        var analyses = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        SpringFactoriesLoader.FailureHandler.handleMessage((message, failure) -> {}))
                .stream()
                .map(analyzer ->
                        analyzer.analyze(new IllegalStateException("wrapped", new UnsafeBootstrapKey("is short"))))
                .filter(Objects::nonNull);

        assertThat(analyses).anySatisfy(analysis -> {
            assertThat(analysis.getDescription()).isEqualTo("The API key in DRAWDOWN_BOOTSTRAP_API_KEY is short.");
            assertThat(analysis.getAction()).contains("openssl rand -hex 32");
        });
    }

    @SuppressWarnings("NullAway")
    private static void start(String key) {
        new Bootstrap(null, null, null, key, null, false);
    }
}
