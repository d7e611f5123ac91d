package io.drawdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SecurityLogTest {

    @Test
    void writesFieldsOnOneLine(CapturedOutput output) {
        SecurityLog.done("signed-in")
                .with("user", "li.wei")
                .with("account", null)
                .with("address", "2001:db8::7")
                .write();

        assertThat(output).contains("drawdown.security").contains("event=signed-in user=li.wei address=2001:db8::7");
    }

    @Test
    void quotesEscapesAndBoundsValues(CapturedOutput output) {
        SecurityLog.refused("sign-in-refused")
                .with("user", "li\" event=signed-in \\\nuser=\"admin")
                .with("empty", "")
                .with("long", "x".repeat(5000))
                .write();

        assertThat(output)
                .contains("drawdown.security.refused")
                .contains("event=sign-in-refused user=\"li\\\" event=signed-in \\\\\\nuser=\\\"admin\" empty=\"\" long="
                        + "x".repeat(100) + System.lineSeparator());
    }
}
