package io.drawdown.account.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeCodesTest {

    /** The secret of RFC 6238's test vectors, {@code 12345678901234567890}, in Base32. */
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);

    /** The last six digits of the vectors of RFC 6238, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void computesTheVectorsOfTheRfc(long second, String code) {
        assertThat(TimeCodes.codeAt(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, 0, 30})
    void acceptsTheNeighbouringSteps(int seconds) {
        var at = NOW.plusSeconds(seconds);
        assertThat(TimeCodes.findStep(SECRET, TimeCodes.codeAt(SECRET, at), NOW))
                .hasValue(at.getEpochSecond() / 30);
    }

    @ParameterizedTest
    @ValueSource(ints = {-90, -60, 60, 90})
    void refusesOthers(int seconds) {
        assertThat(TimeCodes.findStep(SECRET, TimeCodes.codeAt(SECRET, NOW.plusSeconds(seconds)), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"050 471", " 050471", "050-471"})
    void ignoresSpacesAndHyphens(String typed) {
        assertThat(TimeCodes.findStep(SECRET, typed, NOW)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "50471", "0504710", "abcdef", "٠٥٠٤٧١"})
    void refusesWhatIsNoCode(String typed) {
        assertThat(TimeCodes.findStep(SECRET, typed, NOW)).isEmpty();
    }

    @Test
    void makesSecretsOf160Bits() {
        assertThat(TimeCodes.newSecret()).matches("[A-Z2-7]{32}").isNotEqualTo(TimeCodes.newSecret());
    }

    @Test
    void recoveryCodesAreTakenInAnyForm() {
        var codes = RecoveryCodes.newCodes();
        assertThat(codes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([a-z2-9]{6}-){3}[a-z2-9]{6}"));
        assertThat(RecoveryCodes.hash(" ABCDE fghjk"))
                .isEqualTo(RecoveryCodes.hash("abcde-fghjk"))
                .isNotEqualTo(RecoveryCodes.hash("abcde-fghjm"));
    }
}
