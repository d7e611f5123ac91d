package io.drawdown;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Sets the clock that all tests share back before each of them, wherever the one before has left it. */
class ClockReset implements TestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext test) {
        test.getApplicationContext().getBean(TestClock.class).set(TestClock.START);
    }
}
