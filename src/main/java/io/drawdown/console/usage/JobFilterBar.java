package io.drawdown.console.usage;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datepicker.DatePicker.DatePickerI18n;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.format.Format;
import java.util.List;
import java.util.Locale;

/** What narrows the list of jobs, and how many are left. */
class JobFilterBar extends Div {

    private static final int TYPING_MILLIS = 300;

    /** Learns of a changed filter, and whether it changed by typing. */
    interface Listener {
        void filtered(JobQuery query, boolean typing);
    }

    private final TextField search = new TextField("Job");
    private final ComboBox<String> region = new ComboBox<>("Region");
    private final ComboBox<String> specification = new ComboBox<>("Specification");
    private final DatePicker from = new DatePicker("From");
    private final DatePicker to = new DatePicker("To");
    private final ComboBox<PayPerUse> payPerUse = new ComboBox<>("Pay-per-use");
    private final Span count = new Span();

    JobFilterBar(CatalogNames names, JobQuery query, Listener listener) {
        addClassNames("filter-bar", "job-filters");
        search.setPlaceholder("Name of a job");
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(TYPING_MILLIS);
        region.setItems(names.regions());
        specification.setItems(names.specifications());
        specification.setItemLabelGenerator(names::specification);
        payPerUse.setItems(PayPerUse.choices());
        payPerUse.setItemLabelGenerator(PayPerUse::words);
        payPerUse.addClassName("pay-per-use-filter");
        for (var choice : List.of(region, specification, payPerUse)) {
            choice.setPlaceholder("All");
            choice.setClearButtonVisible(true);
        }
        for (var day : List.of(from, to)) {
            day.setLocale(Locale.UK);
            day.setI18n(new DatePickerI18n().setDateFormat("yyyy-MM-dd").setFirstDayOfWeek(1));
            day.setPlaceholder("YYYY-MM-DD");
            day.setClearButtonVisible(true);
        }
        show(query);
        search.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                listener.filtered(query(), true);
            }
        });
        for (AbstractField<?, ?> choice : List.<AbstractField<?, ?>>of(region, specification, from, to, payPerUse)) {
            choice.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    listener.filtered(query(), false);
                }
            });
        }
        count.addClassNames("count", "quiet");
        count.getElement().setAttribute("role", "status");
        add(search, region, specification, payPerUse, from, to, count);
    }

    /** Shows a filter, without telling anybody. */
    void show(JobQuery query) {
        search.setValue(query.text() == null ? "" : query.text());
        region.setValue(query.region());
        specification.setValue(query.specification());
        payPerUse.setValue(query.payPerUse());
        from.setValue(query.from());
        to.setValue(query.to());
    }

    /** Says how many jobs the filter lets through. */
    void setCount(long jobs) {
        count.setText(Format.count(jobs, "job", "jobs"));
    }

    private JobQuery query() {
        var text = search.getValue().strip();
        return new JobQuery(
                text.isEmpty() ? null : text,
                region.getValue(),
                specification.getValue(),
                from.getValue(),
                to.getValue(),
                payPerUse.getValue());
    }
}
