package io.drawdown.testing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Lets no test be troubled by those before it, with which it shares a context, a database and the statics of the JVM. */
class ResetBeforeTest implements TestExecutionListener {

    /** A context that was started since has put its own way of keeping who is signed in over that of this one. */
    @Override
    public void beforeTestClass(TestContext test) {
        test.getApplicationContext()
                .getBeanProvider(SecurityContextHolderStrategy.class)
                .ifAvailable(SecurityContextHolder::setContextHolderStrategy);
    }

    /** Sets the clock back, and ends jobs that were left running: no test has to wait until those of others are settled. */
    @Override
    public void beforeTestMethod(TestContext test) {
        var application = test.getApplicationContext();
        application.getBean(TestClock.class).set(TestClock.START);
        var jdbc = application.getBean(JdbcClient.class);
        jdbc.sql("update run set stopped_at = settled_until, open = false where open = true")
                .update();
        jdbc.sql("update ledger set settled_until = null where settled_until is not null")
                .update();
    }
}
