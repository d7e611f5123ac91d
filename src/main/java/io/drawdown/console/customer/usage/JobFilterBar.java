package io.drawdown.console.customer.usage;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.console.components.field.DayField;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.usage.history.JobState;

/** The filters of the jobs, with the number of matching jobs. */
class JobFilterBar extends FilterBar {

    private final TextField search = new TextField("Job");
    private final ComboBox<JobState> state = new ComboBox<>("State");
    private final ComboBox<String> region = new ComboBox<>("Region");
    private final ComboBox<String> specification = new ComboBox<>("Specification");
    private final DayField from = addDayField("From", "from");
    private final DayField to = addDayField("To", "to");
    private final ComboBox<PayPerUseFilter> payPerUse = new ComboBox<>("Pay-per-use");

    JobFilterBar(CatalogNames names, JobQuery query, Listener<JobQuery> listener) {
        super("job", "jobs");
        addClassName("job-filters");
        setUpSearch(search, "Name of a job");
        state.addClassName("state-filter");
        state.setItems(JobState.values());
        state.setItemLabelGenerator(DomainLabels::label);
        region.setItems(names.regionCodes());
        specification.setItems(names.specificationCodes());
        specification.setItemLabelGenerator(names::specificationName);
        payPerUse.setItems(PayPerUseFilter.choices());
        payPerUse.setItemLabelGenerator(PayPerUseFilter::label);
        payPerUse.addClassName("pay-per-use-filter");
        setUpChoices(state, region, specification, payPerUse);
        show(query);
        onChange(() -> listener.filterChanged(query(), true), search);
        onChange(() -> listener.filterChanged(query(), false), state, region, specification, from, to, payPerUse);
        add(search, state, region, specification, payPerUse, from, to);
        addCount();
    }

    /** Shows a filter without notifying the listener. */
    void show(JobQuery query) {
        state.setValue(query.state());
        show(search, query.text());
        region.setValue(query.region());
        specification.setValue(query.specification());
        payPerUse.setValue(query.payPerUse());
        from.write(query.from());
        to.write(query.to());
    }

    private JobQuery query() {
        return new JobQuery(
                state.getValue(),
                text(search),
                region.getValue(),
                specification.getValue(),
                from.read(),
                to.read(),
                payPerUse.getValue());
    }
}
