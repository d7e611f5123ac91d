package io.drawdown.console.customer.buy;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import io.drawdown.console.components.field.FieldErrors;
import io.drawdown.console.components.field.TimeField;
import io.drawdown.purchase.Orders;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The field for the start of the package's validity: now, or a time in the account's zone (R3). */
class EffectiveField extends Div {

    private static final String PAST = "This time is in the past. Choose a later one, or ‘Now’.";
    private static final String TOO_FAR = "A package can be bought at most " + Orders.MAX_TIME_AHEAD.toDays()
            + " days ahead. Choose an earlier time.";

    private enum Start {
        NOW("Now"),
        CHOSEN("At a chosen time");

        private final String words;

        Start(String words) {
            this.words = words;
        }
    }

    private final RadioButtonGroup<Start> start = new RadioButtonGroup<>("Effective", Start.values());
    private final TimeField time = new TimeField();
    private final Supplier<Instant> clock;

    EffectiveField(ZoneId zone, Supplier<Instant> clock, Runnable changed) {
        this.clock = clock;
        addClassName("effective");
        start.addThemeVariants(RadioGroupVariant.AURA_HORIZONTAL);
        start.setItemLabelGenerator(choice -> choice.words);
        start.setValue(Start.NOW);
        start.addValueChangeListener(change -> {
            time.setVisible(change.getValue() == Start.CHOSEN);
            changed.run();
        });
        time.setVisible(false);
        time.setAriaLabel("Effective from");
        time.setHelperText("Day and time in " + zone.getId());
        time.setZone(zone);
        time.setLimits(this::problem);
        time.addValueChangeListener(change -> changed.run());
        add(start, time);
    }

    /** Returns whether the start is complete. */
    boolean isTimeKnown() {
        return isNow() || time.instant() != null;
    }

    /** Returns the chosen time; null for now. */
    @Nullable
    Instant value() {
        return isNow() ? null : time.instant();
    }

    /** Shows an error if the chosen time is missing or no longer valid. Returns whether it is valid. */
    boolean checkComplete() {
        time.check();
        if (!isNow() && time.isEmpty()) {
            showError(TimeField.MISSING);
        }
        return isTimeKnown();
    }

    /** Shows an error at the chosen time. */
    void showError(String message) {
        FieldErrors.showError(time, message);
    }

    void focus() {
        start.getElement().callJsFunction("focus");
    }

    private boolean isNow() {
        return start.getValue() == Start.NOW;
    }

    private @Nullable String problem(Instant at) {
        var now = clock.get();
        if (at.isBefore(now)) {
            return PAST;
        }
        return at.isAfter(now.plus(Orders.MAX_TIME_AHEAD)) ? TOO_FAR : null;
    }
}
