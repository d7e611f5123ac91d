package io.drawdown.console.components;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticeTest {

    /** In Turkish the lower case of I is ı. */
    @ParameterizedTest
    @EnumSource
    void hasTheClassOfItsToneWhateverTheServersLanguage(Notice.Tone tone) {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(new Notice(tone, "Saved.").getClassNames())
                    .contains("notice")
                    .anyMatch(name -> name.matches("notice-[a-z]+"));
        } finally {
            Locale.setDefault(before);
        }
    }
}
