package io.drawdown.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliverySlotsTest {

    private final DeliverySlots slots = new DeliverySlots(8, 3);

    @Test
    void limitsEachAccountAndAllTogether() {
        for (var account : new String[] {"a", "b"}) {
            assertThat(slots.take(account)).isTrue();
            assertThat(slots.take(account)).isTrue();
            assertThat(slots.take(account)).isTrue();
            assertThat(slots.take(account)).isFalse();
        }
        assertThat(slots.fullAccounts()).containsExactlyInAnyOrder("a", "b");
        assertThat(slots.take("c")).isTrue();
        assertThat(slots.take("c")).isTrue();
        assertThat(slots.take("c")).as("none is free").isFalse();
    }

    @Test
    void givesAnAccountOneSlotAfterAFailureUntilItSucceeds() {
        slots.take("a");
        slots.release("a", false);

        assertThat(slots.take("a")).isTrue();
        assertThat(slots.take("a")).isFalse();
        assertThat(slots.copy().fullAccounts()).containsExactly("a");
        slots.release("a", true);
        assertThat(slots.take("a")).isTrue();
        assertThat(slots.take("a")).isTrue();
    }

    @Test
    void leavesHalfOfTheSlotsToAccountsThatDoNotFail() {
        for (var number = 0; number < 6; number++) {
            slots.take("failing-" + number);
            slots.release("failing-" + number, false);
        }
        for (var number = 0; number < 4; number++) {
            assertThat(slots.take("failing-" + number)).isTrue();
        }

        assertThat(slots.take("failing-4")).isFalse();
        assertThat(slots.fullAccounts()).contains("failing-4", "failing-5").doesNotContain("a");
        assertThat(slots.take("a")).isTrue();
        slots.release("failing-0", false);
        assertThat(slots.take("failing-4")).isTrue();
    }
}
