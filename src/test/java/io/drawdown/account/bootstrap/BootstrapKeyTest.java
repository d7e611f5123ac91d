package io.drawdown.account.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.internal.SecretGenerator;
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
    void refusesUnsafeBootstrapKeysAtStartup(String key) {
        assertThatThrownBy(() -> start(key))
                .isInstanceOfSatisfying(
                        UnsafeBootstrapKeyException.class,
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
    void acceptsSafeBootstrapKeys(String key) {
        assertThatCode(() -> start(key)).doesNotThrowAnyException();
    }

    @Test
    void isAcceptedWithAWarningIfItIsWeakOrLong() {
        assertThat(SecretGenerator.weaknessOfKey("k".repeat(32))).contains("the same few characters");
        assertThat(SecretGenerator.weaknessOfKey("abcd".repeat(8))).contains("the same few characters");
        assertThat(SecretGenerator.weaknessOfKey("0123456789".repeat(21))).contains("has 210 characters");
        assertThat(SecretGenerator.weaknessOfKey("0123456789abcdef0123456789abcdef"))
                .isNull();
        assertThatCode(() -> start("0123456789".repeat(21))).doesNotThrowAnyException();
    }

    @Test
    void explainsWhyAKeyIsRefused() {
        var analyses = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        SpringFactoriesLoader.FailureHandler.handleMessage((message, failure) -> {}))
                .stream()
                .map(analyzer -> analyzer.analyze(
                        new IllegalStateException("wrapped", new UnsafeBootstrapKeyException("is short"))))
                .filter(Objects::nonNull);

        assertThat(analyses).anySatisfy(analysis -> {
            assertThat(analysis.getDescription()).isEqualTo("The API key in DRAWDOWN_BOOTSTRAP_API_KEY is short.");
            assertThat(analysis.getAction()).contains("openssl rand -hex 32");
        });
    }

    @SuppressWarnings("NullAway")
    private static void start(String key) {
        new AdminBootstrap(null, null, null, key, null, false);
    }
}
