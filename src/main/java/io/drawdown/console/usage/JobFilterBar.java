package io.drawdown.console.usage;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.DayField;
import io.drawdown.console.components.FilterBar;
import io.drawdown.console.format.Words;
import io.drawdown.usage.JobState;

/** What narrows the list of jobs, and how many are left. */
class JobFilterBar extends FilterBar {

    private final TextField search = new TextField("Job");
    private final ComboBox<JobState> state = new ComboBox<>("State");
    private final ComboBox<String> region = new ComboBox<>("Region");
    private final ComboBox<String> specification = new ComboBox<>("Specification");
    private final DayField from = day("From", "from");
    private final DayField to = day("To", "to");
    private final ComboBox<PayPerUse> payPerUse = new ComboBox<>("Pay-per-use");

    JobFilterBar(CatalogNames names, JobQuery query, Listener<JobQuery> listener) {
        super("job", "jobs");
        addClassName("job-filters");
        searching(search, "Name of a job");
        state.addClassName("state-filter");
        state.setItems(JobState.values());
        state.setItemLabelGenerator(Words::of);
        region.setItems(names.regions());
        specification.setItems(names.specifications());
        specification.setItemLabelGenerator(names::specification);
        payPerUse.setItems(PayPerUse.choices());
        payPerUse.setItemLabelGenerator(PayPerUse::words);
        payPerUse.addClassName("pay-per-use-filter");
        choosing(state, region, specification, payPerUse);
        show(query);
        onChange(() -> listener.filtered(query(), true), search);
        onChange(() -> listener.filtered(query(), false), state, region, specification, from, to, payPerUse);
        add(search, state, region, specification, payPerUse, from, to);
        addCount();
    }

    /** Shows a filter, without telling anybody. */
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
