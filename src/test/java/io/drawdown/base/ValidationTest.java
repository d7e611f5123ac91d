package io.drawdown.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {

    private static final String LONGEST_CODE = "a".repeat(63);
    private static final String LONGEST_NAME = "名".repeat(200);

    static List<String> acceptsValidCodes() {
        return List.of("a", "Z", "0", "cn-north-4", "modelarts.vm.gpu.v100", "A_b.c-", LONGEST_CODE);
    }

    @ParameterizedTest
    @MethodSource
    void acceptsValidCodes(String code) {
        assertThat(Validation.isCode(code)).isTrue();
        assertThatCode(() -> new Validation().code("code", code).throwIfInvalid())
                .doesNotThrowAnyException();
    }

    static List<String> refusesInvalidCodes() {
        return List.of(
                " ", ".a", "-a", "_a", "a b", " a", "a ", "a\n", "a/b", "a:b", "ä", "é1", "٣", LONGEST_CODE + "a");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @MethodSource
    void refusesInvalidCodes(String code) {
        assertThat(Validation.isCode(code)).isFalse();
        assertThat(problems(validation -> validation.code("data.region", code)))
                .containsExactly(
                        new FieldProblem(
                                "data.region",
                                "must be 1 to 63 letters, digits, dots, underscores or hyphens, starting with a letter or digit"));
    }

    static List<String> acceptsValidNames() {
        return List.of("a", " a ", "Organisation für Künstliche Intelligenz", "北京", LONGEST_NAME);
    }

    @ParameterizedTest
    @MethodSource
    void acceptsValidNames(String name) {
        assertThat(problems(validation -> validation.name("name", name))).isEmpty();
    }

    static List<String> refusesInvalidNames() {
        return List.of(" ", "\t", "a\nb", "a\u0000", "\u007f", LONGEST_NAME + "a");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @MethodSource
    void refusesInvalidNames(String name) {
        assertThat(problems(validation -> validation.name("name", name)))
                .containsExactly(new FieldProblem("name", "must be 1 to 200 characters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u200bb",
                "\u202egnp.exe",
                "a\u2066b",
                "\ufeffa",
                "soft\u00adhyphen",
                "a\u2028b",
                "\ue000",
                "a\u3164",
                "\u2800"
            })
    void refusesNamesWithWhatIsNotSeen(String name) {
        assertThat(problems(validation -> validation.name("name", name)))
                .containsExactly(
                        new FieldProblem(
                                "name",
                                "must not contain invisible characters or such that change the direction of text. Type it again"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 998, 999})
    void acceptsNumbersInRange(Long quantity) {
        assertThat(problems(validation -> validation.range("quantity", quantity, 1, 999)))
                .isEmpty();
    }

    static List<Number> refusesNumbersOutOfRange() {
        return List.of(
                0,
                -1,
                1000,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                1.5,
                0.9,
                Double.NaN,
                new BigDecimal("1.5"),
                BigInteger.TWO.pow(64).add(BigInteger.ONE));
    }

    @ParameterizedTest
    @NullSource
    @MethodSource
    void refusesNumbersOutOfRange(Number quantity) {
        assertThat(problems(validation -> validation.range("quantity", quantity, 1, 999)))
                .containsExactly(new FieldProblem("quantity", "must be a whole number from 1 to 999"));
    }

    @Test
    @DisplayName("a range may span all of long")
    void acceptsExtremesOfTheWidestRange() {
        assertThat(problems(validation -> validation
                        .range("n", Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE)
                        .range("n", Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE)))
                .isEmpty();
    }

    @Test
    @DisplayName("valid values pass")
    void passesWhenNothingIsWrong() {
        assertThatCode(() -> new Validation()
                        .present("a", "")
                        .require(true, "b", "must hold")
                        .throwIfInvalid())
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("a single problem is the whole detail")
    void reportsOneProblem() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new Validation().present("subject", null).throwIfInvalid())
                .withMessage("'subject' is required.")
                .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.INVALID));
    }

    @Test
    @DisplayName("several problems are reported together, in order")
    void reportsAllProblemsAtOnce() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new Validation()
                        .present("a", null)
                        .present("b", 1)
                        .require(false, "c", "must hold")
                        .throwIfInvalid())
                .withMessage("'a' is required, and 1 more.")
                .satisfies(refused -> assertThat(refused.errors())
                        .containsExactly(new FieldProblem("a", "is required"), new FieldProblem("c", "must hold")));
    }

    private static List<FieldProblem> problems(UnaryOperator<Validation> checks) {
        try {
            checks.apply(new Validation()).throwIfInvalid();
            return List.of();
        } catch (ProblemException refused) {
            return refused.errors();
        }
    }
}
