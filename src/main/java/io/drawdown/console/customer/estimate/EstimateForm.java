package io.drawdown.console.customer.estimate;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.components.field.CountField;
import io.drawdown.console.components.field.DecimalField;
import io.drawdown.console.components.field.FieldErrors;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.usage.Estimates;
import io.drawdown.usage.estimate.JobPlan;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The form for a planned job. */
class EstimateForm extends Div {

    private static final int MAX_NODES = Math.toIntExact(Estimates.MAX_NODES);

    private static final String NODES_RANGE = CountField.rangeText(1, MAX_NODES);
    private static final String HOURS_RANGE =
            "Enter hours such as 12.5, from a second to " + Format.count(Estimates.MAX_HOURS) + ".";

    private static final int HOURS_DECIMALS = 20;
    private static final BigDecimal MIN_HOURS = new BigDecimal("0.000278");
    private static final BigDecimal MAX_HOURS = BigDecimal.valueOf(Estimates.MAX_HOURS);

    private final ComboBox<String> region = new ComboBox<>("Region");
    private final RadioButtonGroup<Pool> pool = new RadioButtonGroup<>("Pool", Pool.values());
    private final ComboBox<String> specification = new ComboBox<>("Specification");
    private final ComboBox<Activity> activity = new ComboBox<>("Activity", Activity.values());
    private final CountField nodes = new CountField("Nodes");
    private final DecimalField hours = new DecimalField("Hours", HOURS_DECIMALS);
    private final Map<String, HasValidationProperties> fields = Map.of(
            JobPlanParameters.REGION, region,
            JobPlanParameters.POOL, pool,
            JobPlanParameters.SPECIFICATION, specification,
            JobPlanParameters.ACTIVITY, activity,
            JobPlanParameters.NODES, nodes,
            JobPlanParameters.HOURS, hours);

    /** Creates a form that starts from a plan and reports each change of it. */
    EstimateForm(CatalogNames names, JobPlan start, Runnable changed) {
        addClassName("estimate-form");
        region.setItems(names.offeredRegionCodes());
        region.setItemLabelGenerator(code -> code + " · " + names.regionName(code));
        specification.setItems(names.offeredSpecificationCodes());
        specification.setItemLabelGenerator(names::specificationName);
        pool.addThemeVariants(RadioGroupVariant.AURA_HORIZONTAL);
        pool.setItemLabelGenerator(one -> one == Pool.PUBLIC ? "Public" : "Dedicated");
        activity.setItemLabelGenerator(one -> DomainLabels.label(EnumSet.of(one)));
        nodes.setRange(1, MAX_NODES);
        nodes.setValueChangeMode(ValueChangeMode.LAZY);
        hours.setRule(entered -> isValidHours(entered) ? null : HOURS_RANGE);
        hours.setValueChangeMode(ValueChangeMode.LAZY);
        hours.setHelperText("Running time, without time in the queue");
        region.setManualValidation(true);
        pool.setManualValidation(true);
        specification.setManualValidation(true);
        activity.setManualValidation(true);
        fillFrom(start, names);
        region.addValueChangeListener(change -> changed.run());
        pool.addValueChangeListener(change -> changed.run());
        specification.addValueChangeListener(change -> changed.run());
        activity.addValueChangeListener(change -> changed.run());
        nodes.addValueChangeListener(change -> changed.run());
        hours.addValueChangeListener(change -> changed.run());
        var amount = new Div(nodes, hours);
        amount.addClassName("pair");
        add(region, specification, pool, activity, amount);
    }

    /** Shows the nodes and hours of an address that can't be parsed, with how to write them. */
    void showUnreadable(QueryParameters address) {
        address.getSingleParameter(JobPlanParameters.NODES)
                .filter(text -> nodes.isEmpty())
                .ifPresent(nodes::setValue);
        address.getSingleParameter(JobPlanParameters.HOURS)
                .filter(text -> hours.isEmpty())
                .ifPresent(hours::setValue);
    }

    /** Returns the plan if it is complete; otherwise shows the errors at the fields. */
    Optional<JobPlan> plan() {
        fields.values().forEach(field -> field.setInvalid(false));
        nodes.check();
        hours.check();
        check(region.getValue() != null, region, "Choose a region.");
        check(specification.getValue() != null, specification, "Choose a specification.");
        check(pool.getValue() != null, pool, "Choose a pool.");
        check(activity.getValue() != null, activity, "Choose an activity.");
        check(!nodes.isEmpty(), nodes, NODES_RANGE);
        check(!hours.isEmpty(), hours, HOURS_RANGE);
        return fields.values().stream().anyMatch(HasValidationProperties::isInvalid)
                ? Optional.empty()
                : Optional.of(new JobPlan(
                        region.getValue(),
                        pool.getValue(),
                        specification.getValue(),
                        activity.getValue(),
                        Objects.requireNonNull(nodes.read()).longValue(),
                        hours.read()));
    }

    /** Shows an error at the field of a problem. Returns whether the form has that field. */
    boolean showError(FieldProblem problem, String message) {
        var field = fields.get(problem.field());
        if (field != null) {
            check(false, field, message);
        }
        return field != null;
    }

    private void fillFrom(JobPlan start, CatalogNames names) {
        region.setValue(names.offeredRegionCodes().contains(start.region()) ? start.region() : null);
        specification.setValue(
                names.offeredSpecificationCodes().contains(start.specification()) ? start.specification() : null);
        pool.setValue(start.pool());
        activity.setValue(start.activity());
        nodes.write(start.nodes() == null ? null : start.nodes().intValue());
        hours.write(start.hours());
    }

    private static boolean isValidHours(BigDecimal hours) {
        return hours.compareTo(MIN_HOURS) >= 0 && hours.compareTo(MAX_HOURS) <= 0;
    }

    private static void check(boolean holds, HasValidationProperties field, String message) {
        if (!holds) {
            FieldErrors.showError(field, message);
        }
    }
}
