package io.drawdown.testing;

import io.drawdown.alert.AlertScenario;
import io.drawdown.usage.settlement.RunScenario;
import io.drawdown.usage.settlement.SettlementAccess;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

/**
 * A test against the whole application, on the database that {@code drawdown.test.database} names. All of them share one
 * context, and so one server and one database. Those tagged {@code dialect} run on PostgreSQL, too: they hold what speaks to the
 * two databases in ways of its own, such as locks, arrays, upserts, sorting, streaming, triggers and upgrades.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "drawdown.demo=false",
            "drawdown.background.enabled=false",
            "drawdown.ledger.longest-catch-up=1h",
            "drawdown.bootstrap.api-key=an-admin-of-the-tests-with-a-long-key",
            "drawdown.webhook.allow-private=true",
        })
@ContextConfiguration(initializers = {TestDatabase.class, TestMail.class})
@Import({
    TestClockConfiguration.class,
    CheapPasswords.class,
    World.class,
    SettlementAccess.class,
    AlertScenario.class,
    RunScenario.class
})
@TestExecutionListeners(listeners = ResetBeforeTest.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
public @interface DrawdownTest {}
