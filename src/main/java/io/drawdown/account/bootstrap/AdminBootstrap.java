package io.drawdown.account.bootstrap;

import io.drawdown.account.Access;
import io.drawdown.account.ApiKeys;
import io.drawdown.account.Users;
import io.drawdown.account.internal.SecretGenerator;
import io.drawdown.account.model.Caller;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.lang.Contract;
import org.springframework.stereotype.Component;

/** Creates the first admin and API key: from the environment if it sets them, else with generated secrets. */
@Component
@Order(1)
class AdminBootstrap implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(AdminBootstrap.class);
    private static final String USERNAME = "admin";
    private static final String DISPLAY_NAME = "Administrator";

    private final ApiKeys keys;
    private final Users users;
    private final Access access;
    private final @Nullable String apiKey;
    private final @Nullable String adminPassword;
    private final boolean demo;

    AdminBootstrap(
            ApiKeys keys,
            Users users,
            Access access,
            @Value("${drawdown.bootstrap.api-key:#{null}}") @Nullable String apiKey,
            @Value("${drawdown.bootstrap.admin-password:#{null}}") @Nullable String adminPassword,
            @Value("${drawdown.demo}") boolean demo) {
        this.keys = keys;
        this.users = users;
        this.access = access;
        this.apiKey = isSet(apiKey) ? apiKey.strip() : null;
        this.adminPassword = adminPassword;
        this.demo = demo;
        requireSafe(this.apiKey);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (apiKey != null && !setKey(apiKey)) {
            LOG.warn("The API key that the environment sets has been revoked and stays so. Set another one.");
        }
        var weakness = apiKey == null ? null : SecretGenerator.weaknessOfKey(apiKey);
        if (weakness != null) {
            LOG.warn(
                    "The API key in DRAWDOWN_BOOTSTRAP_API_KEY is accepted but not good: it {}. Set a key that nobody can guess,"
                            + " for example what 'openssl rand -hex 32' prints.",
                    weakness);
        }
        if (isSet(adminPassword)) {
            setPassword(adminPassword, false);
            var problem = users.findPasswordProblem(USERNAME, DISPLAY_NAME, adminPassword, null);
            if (problem != null) {
                LOG.warn(
                        "The password of the user '{}', which the environment sets, is accepted but not good: it {}.",
                        USERNAME,
                        problem);
            }
        }
        if (apiKey == null && !isSet(adminPassword) && !demo && !users.exists(USERNAME)) {
            createCredentials();
        }
    }

    private void createCredentials() {
        var key = SecretGenerator.newKey();
        var password = SecretGenerator.newPassword();
        setKey(key);
        setPassword(password, true);
        // One line each, because log messages can't contain line breaks.
        LOG.info("First start. These are shown this once:");
        LOG.info("  user 'admin', password  {}   (to be changed when signing in)", password);
        LOG.info("  API key of an admin     {}", key);
    }

    private static void requireSafe(@Nullable String apiKey) {
        var problem = apiKey == null ? null : SecretGenerator.findKeyProblem(apiKey);
        if (problem != null) {
            throw new UnsafeBootstrapKeyException(problem);
        }
    }

    private boolean setKey(String key) {
        return access.runAs(Caller.SYSTEM, () -> keys.bootstrap(key));
    }

    private void setPassword(String password, boolean madeUp) {
        access.runAs(Caller.SYSTEM, () -> {
            users.bootstrap(USERNAME, DISPLAY_NAME, password, madeUp);
            return null;
        });
    }

    @Contract("null -> false")
    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
