package io.drawdown.console.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PageErrorsTest {

    private static final String READS = "com.vaadin.flow.server.communication.rpc.MapSyncRpcHandler";
    private static final String BELOW = "io.drawdown.console.guard.PageMessageFilter";

    @Test
    void tellsWhatVaadinRefusesFromWhatFailsInOurCode() {
        assertThat(PageErrors.isRefusal(
                        thrownIn("com.vaadin.flow.internal.nodefeature.ElementPropertyMap", READS, BELOW)))
                .isTrue();
        assertThat(PageErrors.isRefusal(thrownIn(READS, BELOW))).isTrue();
        assertThat(PageErrors.isRefusal(thrownIn(
                        "io.drawdown.console.buy.BuyView",
                        "com.vaadin.flow.component.ComponentEventBus",
                        READS,
                        BELOW)))
                .isFalse();
        assertThat(PageErrors.isRefusal(thrownIn("java.util.Optional", "io.drawdown.quota.Packages", READS, BELOW)))
                .isFalse();
    }

    @Test
    void knowsOurCodeByTheCauseAsWell() {
        var wrapped = thrownIn("com.vaadin.flow.Wrapper", READS);
        wrapped.initCause(thrownIn("io.drawdown.console.buy.BuyView", READS));

        assertThat(PageErrors.isRefusal(wrapped)).isFalse();
    }

    @Test
    void countsWhatComesByTheConnectionForNewsAsRefused() {
        assertThat(PageErrors.isRefusal(thrownIn(
                        NewsOnly.class.getName(), "com.vaadin.flow.server.communication.AtmospherePushConnection")))
                .isTrue();
    }

    @Test
    void takesWhatFailsElsewhereForAFailure() {
        assertThat(PageErrors.isRefusal(thrownIn("io.drawdown.base.EverySecond", "java.lang.Thread")))
                .isFalse();
        assertThat(PageErrors.isRefusal(thrownIn("com.vaadin.flow.server.VaadinService", BELOW)))
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
