package io.drawdown.demo;

import io.drawdown.account.Access;
import io.drawdown.account.LocalUser;
import io.drawdown.account.Users;
import io.drawdown.account.model.Caller;
import io.drawdown.account.password.DemoPassword;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Fills an empty database with the demo at startup, and lists its users for the sign-in page. */
@Component
@Order(2)
public class Demo implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private static final List<String> USERNAMES = List.of("li.wei", "ida.berg", "support", "admin");

    private final DemoData data;
    private final Users users;
    private final PasswordEncoder passwords;
    private final Access access;
    private final DemoPassword demoPassword;
    private final boolean enabled;

    private List<SignIn> signIns = List.of();

    Demo(
            DemoData data,
            Users users,
            PasswordEncoder passwords,
            Access access,
            DemoPassword demoPassword,
            @Value("${drawdown.demo}") boolean enabled) {
        this.data = data;
        this.users = users;
        this.passwords = passwords;
        this.access = access;
        this.demoPassword = demoPassword;
        this.enabled = enabled;
    }

    /** A user of the demo, with the password and a description of the role. */
    public record SignIn(String username, String password, String description) {}

    @Override
    public void run(ApplicationArguments arguments) {
        if (enabled) {
            logGeneratedPasswords(access.runAs(Caller.SYSTEM, data::fillIfEmpty));
        }
        var known = USERNAMES.stream()
                .filter(users::exists)
                .map(users::loadUserByUsername)
                .filter(user -> passwords.matches(DemoPassword.PASSWORD, user.getPassword()))
                .toList();
        if (demoPassword.isAccepted()) {
            signIns = known.stream()
                    .map(user -> new SignIn(user.getUsername(), DemoPassword.PASSWORD, describe(user.caller())))
                    .toList();
        } else if (!known.isEmpty()) {
            warnAbout(known.stream().map(LocalUser::getUsername).toList());
        }
    }

    private static void logGeneratedPasswords(Map<String, String> madeUp) {
        if (!madeUp.isEmpty()) {
            LOG.info(
                    "The demo is served to others than this machine, so its passwords are made up. They are shown this once, and are to be "
                            + "changed when signing in:");
            madeUp.forEach((username, password) -> LOG.info("  user '{}', password  {}", username, password));
        }
    }

    private static void warnAbout(List<String> usernames) {
        LOG.warn(
                "These users still have the demo's password, which everybody knows, and can't sign in with it: {}. "
                        + "Give them new ones or remove them, on Platform Users or on the page of their account; "
                        + "DRAWDOWN_BOOTSTRAP_ADMIN_PASSWORD sets that of 'admin'.",
                String.join(", ", usernames));
    }

    /**
     * Returns the demo's users who can sign in with its password. Empty if there is no demo or other machines can
     * reach it.
     */
    public List<SignIn> signIns() {
        return signIns;
    }

    private static String describe(Caller caller) {
        var role = caller.role().name().toLowerCase(Locale.ROOT);
        return caller.account() == null ? role : role + " of " + caller.account();
    }
}
