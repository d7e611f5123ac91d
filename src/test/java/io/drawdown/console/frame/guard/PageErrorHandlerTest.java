package io.drawdown.console.frame.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PageErrorHandlerTest {

    private static final String READS = "com.vaadin.flow.server.communication.rpc.MapSyncRpcHandler";
    private static final String BELOW = "io.drawdown.console.frame.guard.PageMessageFilter";

    @Test
    void distinguishesVaadinRefusalsFromOwnFailures() {
        assertThat(PageErrorHandler.isRefusal(
                        thrownIn("com.vaadin.flow.internal.nodefeature.ElementPropertyMap", READS, BELOW)))
                .isTrue();
        assertThat(PageErrorHandler.isRefusal(thrownIn(READS, BELOW))).isTrue();
        assertThat(PageErrorHandler.isRefusal(thrownIn(
                        "io.drawdown.console.customer.buy.BuyView",
                        "com.vaadin.flow.component.ComponentEventBus",
                        READS,
                        BELOW)))
                .isFalse();
        assertThat(PageErrorHandler.isRefusal(
                        thrownIn("java.util.Optional", "io.drawdown.quota.Packages", READS, BELOW)))
                .isFalse();
    }

    @Test
    void findsOwnCodeInCauses() {
        var wrapped = thrownIn("com.vaadin.flow.Wrapper", READS);
        wrapped.initCause(thrownIn("io.drawdown.console.customer.buy.BuyView", READS));

        assertThat(PageErrorHandler.isRefusal(wrapped)).isFalse();
    }

    @Test
    void treatsMessagesOverPushConnectionAsRefused() {
        assertThat(PageErrorHandler.isRefusal(thrownIn(
                        PushOnlyConnectionFactory.class.getName(),
                        "com.vaadin.flow.server.communication.AtmospherePushConnection")))
                .isTrue();
    }

    @Test
    void treatsErrorsElsewhereAsFailures() {
        assertThat(PageErrorHandler.isRefusal(thrownIn("io.drawdown.base.background.SecondTicker", "java.lang.Thread")))
                .isFalse();
        assertThat(PageErrorHandler.isRefusal(thrownIn("com.vaadin.flow.server.VaadinService", BELOW)))
                .isFalse();
    }

    private static Exception thrownIn(String... classes) {
        var thrown = new IllegalStateException("why");
        thrown.setStackTrace(Arrays.stream(classes)
                .map(name -> new StackTraceElement(name, "run", null, 1))
                .toArray(StackTraceElement[]::new));
        return thrown;
    }
}
