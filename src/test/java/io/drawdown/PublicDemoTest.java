package io.drawdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.model.SignedInUser;
import io.drawdown.account.password.DemoPassword;
import io.drawdown.demo.Demo;
import io.drawdown.testing.TestDatabase;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.ContextConfiguration;

/** A demo that is served to others than this machine. */
@SpringBootTest(properties = {"drawdown.demo=true", "server.address=0.0.0.0", "drawdown.background.enabled=false"})
@ContextConfiguration(initializers = TestDatabase.class)
@ExtendWith(OutputCaptureExtension.class)
class PublicDemoTest {

    private static final List<String> USERNAMES = List.of("admin", "ida.berg", "li.wei", "support");
    private static final Pattern LOGGED_PASSWORD = Pattern.compile("user '([a-z.]+)', password {2}(\\S+)");

    @Autowired
    private Demo demo;

    @Autowired
    private AuthenticationProvider signIn;

    @Test
    void logsGeneratedPasswordsOnceAndHidesThemOnTheSignInPage(CapturedOutput output) {
        var shown = LOGGED_PASSWORD.matcher(output.getAll()).results().toList();

        assertThat(shown).extracting(one -> one.group(1)).containsExactlyElementsOf(USERNAMES);
        assertThat(shown)
                .extracting(one -> one.group(2))
                .doesNotHaveDuplicates()
                .doesNotContain(DemoPassword.PASSWORD);
        assertThat(demo.signIns()).isEmpty();
        for (var one : shown) {
            assertThat(signIn(one.group(1), one.group(2)).mustChoosePassword()).isTrue();
        }
        for (var name : USERNAMES) {
            assertThatThrownBy(() -> signIn(name, DemoPassword.PASSWORD))
                    .isExactlyInstanceOf(BadCredentialsException.class);
        }
    }

    private SignedInUser signIn(String name, String password) {
        return (SignedInUser) signIn.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, password))
                .getPrincipal();
    }
}
