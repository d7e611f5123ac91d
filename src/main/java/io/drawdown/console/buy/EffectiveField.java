package io.drawdown.console.buy;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import io.drawdown.console.components.Refusal;
import io.drawdown.console.components.TimeField;
import io.drawdown.purchase.Orders;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Chooses from when the package is valid: now, or a time in the account's zone (R3). */
class EffectiveField extends Div {

    private static final String PAST = "This time lies in the past. Choose a later one, or ‘Now’.";
    private static final String TOO_FAR =
            "A package can be bought at most " + Orders.FURTHEST_AHEAD.toDays() + " days ahead. Choose an earlier time.";

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
    private final ZoneId zone;

    EffectiveField(ZoneId zone, Instant now, Runnable changed) {
        this.zone = zone;
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
        time.setHelperText("Date and time in " + zone.getId());
        time.setI18n(time.getI18n().setMinErrorMessage(PAST).setMaxErrorMessage(TOO_FAR));
        limit(now);
        time.addValueChangeListener(change -> changed.run());
        add(start, time);
    }

    /** Whether it is known from when the package is to be valid. */
    boolean isKnown() {
        return isNow() || time.getValue() != null && !time.isInvalid();
    }

    /** The chosen time; null for now. */
    @Nullable Instant value() {
        return isNow() ? null : time.getValue().atZone(zone).toInstant();
    }

    /** Says what is wrong with the chosen time by now, if anything is. */
    boolean check(Instant now) {
        limit(now);
        if (!isNow() && time.getValue() == null && !time.isInvalid()) {
            refuse(TimeField.INCOMPLETE);
        } else if (!isNow() && time.getValue() != null && time.getValue().isBefore(time.getMin())) {
            refuse(PAST);
        }
        return isKnown();
    }

    /** Says what is wrong with the chosen time. */
    void refuse(String message) {
        Refusal.show(time, message);
    }

    // Not the picker: on a phone it would cover the message with its calendar.
    void focus() {
        start.getElement().callJsFunction("focus");
    }

    private boolean isNow() {
        return start.getValue() == Start.NOW;
    }

    private void limit(Instant now) {
        time.setMin(nextMinute(now));
        time.setMax(LocalDateTime.ofInstant(now.plus(Orders.FURTHEST_AHEAD), zone).truncatedTo(ChronoUnit.MINUTES));
    }

    private LocalDateTime nextMinute(Instant now) {
        return LocalDateTime.ofInstant(now, zone).plusSeconds(59).truncatedTo(ChronoUnit.MINUTES);
    }
}
