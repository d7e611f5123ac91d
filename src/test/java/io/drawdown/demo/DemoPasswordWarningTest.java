package io.drawdown.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.account.Access;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.account.password.DemoPassword;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.crypto.password.PasswordEncoder;

/** People whom a demo has left behind with the password that everybody knows. */
@DrawdownTest
@ExtendWith(OutputCaptureExtension.class)
class DemoPasswordWarningTest {

    private static final String USERNAME = "ida.berg";

    @Autowired
    private DemoData data;

    @Autowired
    private Users users;

    @Autowired
    private PasswordEncoder passwords;

    @Autowired
    private Access access;

    @Autowired
    private World world;

    @BeforeEach
    void addUserWithDemoPassword() {
        world.asSystem(() -> {
            users.put(USERNAME, "Ida Berg", DemoPassword.PASSWORD, Role.SUPPORT, null);
            return null;
        });
    }

    @AfterEach
    void removeUser() {
        world.asSystem(() -> {
            users.remove(USERNAME);
            return null;
        });
    }

    @ParameterizedTest
    @CsvSource({"false,127.0.0.1", "true,0.0.0.0", "true,::", "true,''", "true,203.0.113.7"})
    void warnsAtEachStartWithoutShowingThePasswords(boolean demo, String address, CapturedOutput output) {
        var started = start(demo, address);

        assertThat(output.getAll().lines())
                .filteredOn(line -> line.contains("still have the demo's password"))
                .singleElement()
                .asString()
                .contains("WARN", USERNAME, "DRAWDOWN_BOOTSTRAP_ADMIN_PASSWORD")
                .doesNotContain(DemoPassword.PASSWORD);
        assertThat(started.signIns()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "127.0.0.2", "::1", "localhost"})
    void showsThePasswordsOnALoopbackServer(String address, CapturedOutput output) {
        assertThat(start(true, address).signIns())
                .extracting(Demo.SignIn::username)
                .contains(USERNAME);
        assertThat(output.getAll()).doesNotContain("still have the demo's password");
    }

    @Test
    void stopsWarningOnceThePasswordIsChanged(CapturedOutput output) {
        world.asSystem(() -> users.resetPassword(USERNAME));

        start(false, "0.0.0.0");

        assertThat(output.getAll()).doesNotContain("still have the demo's password");
    }

    private Demo start(boolean demo, String address) {
        var started = new Demo(data, users, passwords, access, new DemoPassword(demo, address), demo);
        started.run(new DefaultApplicationArguments());
        return started;
    }
}
