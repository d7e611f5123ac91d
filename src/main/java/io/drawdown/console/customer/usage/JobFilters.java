package io.drawdown.console.customer.usage;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.address.ParameterFormat;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.DayRange;
import io.drawdown.console.components.list.Filter;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.usage.history.JobFilter;
import io.drawdown.usage.history.JobState;
import java.time.ZoneId;

/** The filters of an account's jobs. */
class JobFilters {

    static final String PAY_PER_USE = "pay-per-use";

    private static final ParameterFormat<PayPerUseFilter> PAY_PER_USE_FORMAT =
            new ParameterFormat<>(slug -> PayPerUseFilter.parseSlug(slug).orElse(null), PayPerUseFilter::slug);

    private final FilterBar bar;
    private final ZoneId zone;
    private final Filter<String> job;
    private final Filter<JobState> state;
    private final Filter<String> region;
    private final Filter<String> specification;
    private final Filter<PayPerUseFilter> payPerUse;
    private final DayRange days;

    /** Creates filters whose days are in a zone. */
    JobFilters(CatalogNames names, ZoneId zone, QueryParameters accountParameters) {
        this.zone = zone;
        bar = new FilterBar("usage", "job", "jobs", accountParameters);
        bar.addClassName("job-filters");
        job = bar.search("job", "Job", "Name of a job");
        state = bar.choice("state", "State", JobState.values(), DomainLabels::label);
        region = bar.region(names);
        specification = bar.specification(names);
        var reasons = new ComboBox<PayPerUseFilter>("Pay-per-use", PayPerUseFilter.choices());
        reasons.setItemLabelGenerator(PayPerUseFilter::label);
        payPerUse = bar.choice(PAY_PER_USE, PAY_PER_USE_FORMAT, reasons);
        days = bar.days("From");
    }

    FilterBar bar() {
        return bar;
    }

    /** Returns the filter for the services. */
    JobFilter toFilter() {
        var reason = payPerUse.value();
        return new JobFilter(
                state.value(),
                job.value(),
                region.value(),
                specification.value(),
                days.start(zone),
                days.end(zone),
                reason != null,
                reason == null ? null : reason.reason());
    }
}
