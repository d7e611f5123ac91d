package io.drawdown.quota;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Measures how many accounts are due, and how many of them fail. */
@Component
class DueAccountsMetrics implements MeterBinder {

    private final DueAccounts dueAccounts;

    DueAccountsMetrics(DueAccounts dueAccounts) {
        this.dueAccounts = dueAccounts;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("drawdown.accounts.due", dueAccounts, DueAccounts::dueCount)
                .description("Accounts that were due when this server looked last")
                .register(registry);
        Gauge.builder("drawdown.accounts.failing", dueAccounts, DueAccounts::failingCount)
                .description("Accounts whose due work fails")
                .register(registry);
    }
}
