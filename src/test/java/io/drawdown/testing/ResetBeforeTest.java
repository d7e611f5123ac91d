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

    /** Sets the clock back, and ends running jobs and due work of other tests, which would cost each step of the clock. */
    @Override
    public void beforeTestMethod(TestContext test) {
        var application = test.getApplicationContext();
        application.getBean(TestClock.class).set(TestClock.START);
        var jdbc = application.getBean(JdbcClient.class);
        jdbc.sql("update run set stopped_at = settled_until, open = false where open = true")
                .update();
        jdbc.sql("""
                        update ledger set settled_until = null, due_at = null
                        where settled_until is not null or due_at is not null""").update();
    }
}
