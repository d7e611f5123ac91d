package io.drawdown.console.customer.notifications;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.drawdown.account.Access;
import io.drawdown.base.ProblemException;
import io.drawdown.notification.webhook.Webhooks;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskExecutor;
import org.springframework.stereotype.Component;

/** Tests webhooks in the background and shows the results on the page. */
@Component
class WebhookTestRunner {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookTestRunner.class);

    private final Webhooks webhooks;
    private final Access access;
    private final TaskExecutor executor;

    WebhookTestRunner(Webhooks webhooks, Access access, @Qualifier("applicationTaskExecutor") TaskExecutor executor) {
        this.webhooks = webhooks;
        this.access = access;
        this.executor = executor;
    }

    /**
     * Sends a test in the name of the signed-in user. The item shows the result within about ten seconds if its page
     * is still open.
     */
    void startTest(UI page, String account, WebhookItem item) {
        var caller = access.caller();
        var webhook = item.webhook().id();
        executor.execute(() -> {
            var outcome = access.runAs(caller, () -> testOutcome(account, webhook));
            try {
                var _ = page.access(() -> outcome.accept(item));
            } catch (UIDetachedException closed) {
                LOG.debug("A test's result found its page closed");
            }
        });
    }

    private Consumer<WebhookItem> testOutcome(String account, String webhook) {
        try {
            var result = webhooks.test(account, webhook);
            return item -> item.showTestResult(result);
        } catch (ProblemException refused) {
            return item -> item.showTestProblem(refused);
        } catch (RuntimeException failed) {
            LOG.error("The test of a webhook failed", failed);
            var result = new Webhooks.TestResult(
                    false, null, "An unexpected error occurred during the test. The server’s log has the details.");
            return item -> item.showTestResult(result);
        }
    }
}
