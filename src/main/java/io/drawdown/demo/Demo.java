package io.drawdown.demo;

import io.drawdown.account.Access;
import io.drawdown.account.Caller;
import io.drawdown.account.Users;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Fills an empty database with the demo at start-up, and knows with which names and password it can be looked at. */
@Component
@Order(2)
public class Demo implements ApplicationRunner {

    private static final List<String> USERS = List.of("li.wei", "ida.berg", "support", "admin");

    private final DemoData data;
    private final Users users;
    private final PasswordEncoder passwords;
    private final Access access;
    private final boolean wanted;

    private List<SignIn> signIns = List.of();

    Demo(DemoData data, Users users, PasswordEncoder passwords, Access access, @Value("${drawdown.demo}") boolean wanted) {
        this.data = data;
        this.users = users;
        this.passwords = passwords;
        this.access = access;
        this.wanted = wanted;
    }

    /** A person of the demo, what they are, and the password to sign in with. */
    public record SignIn(String username, String password, String what) {}

    @Override
    public void run(ApplicationArguments arguments) {
        if (wanted) {
            access.as(Caller.SYSTEM, () -> {
                data.fillIfEmpty();
                return null;
            });
            signIns = USERS.stream()
                    .filter(users::exists)
                    .map(users::loadUserByUsername)
                    .filter(user -> passwords.matches(DemoData.PASSWORD, user.getPassword()))
                    .map(user -> new SignIn(user.getUsername(), DemoData.PASSWORD, what(user.caller())))
                    .toList();
        }
    }

    /** The people of the demo who still have its password; nobody where there is no demo. */
    public List<SignIn> signIns() {
        return signIns;
    }

    private static String what(Caller caller) {
        var role = caller.role().name().toLowerCase(Locale.ROOT);
        return caller.account() == null ? role : role + " of " + caller.account();
    }
}
