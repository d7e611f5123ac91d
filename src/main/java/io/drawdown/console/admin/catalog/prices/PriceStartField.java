package io.drawdown.console.admin.catalog.prices;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.console.components.field.FieldErrors;
import io.drawdown.console.components.field.TimeField;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The field for the start of a price: now, a time in the region's zone, or always. */
class PriceStartField extends Div {

    private enum Start {
        NOW("Now"),
        CHOSEN("At a chosen time"),
        ALWAYS("Since the beginning");

        private final String words;

        Start(String words) {
            this.words = words;
        }
    }

    private final RadioButtonGroup<Start> start = new RadioButtonGroup<>("From", Start.values());
    private final TimeField time = new TimeField();
    private boolean isChosenByUser;

    PriceStartField(Runnable changed) {
        addClassName("effective");
        start.addThemeVariants(RadioGroupVariant.AURA_HORIZONTAL);
        start.setItemLabelGenerator(choice -> choice.words);
        start.setValue(Start.NOW);
        start.addValueChangeListener(change -> {
            isChosenByUser |= change.isFromClient();
            time.setVisible(change.getValue() == Start.CHOSEN);
            changed.run();
        });
        time.setVisible(false);
        time.setAriaLabel("Applies from");
        time.addValueChangeListener(change -> changed.run());
        add(start, time);
    }

    /** Sets the zone of the time field; null for UTC, while no region is chosen. */
    void setZone(@Nullable ZoneId regions) {
        time.setZone(regions == null ? ZoneOffset.UTC : regions);
        time.setHelperText("Day and time in " + (regions == null ? "UTC" : regions.getId() + ", the region’s zone"));
    }

    /** Proposes "always" for the first price of a scope and "now" for later ones, unless the user has chosen. */
    void proposeStart(boolean first) {
        if (!isChosenByUser) {
            start.setValue(first ? Start.ALWAYS : Start.NOW);
        }
    }

    /** Returns whether the start is complete. */
    boolean isStartKnown() {
        return start.getValue() != Start.CHOSEN || time.instant() != null;
    }

    /** Returns the instant from which the price holds. */
    Instant startInstant(Instant now) {
        return switch (start.getValue()) {
            case NOW -> now.truncatedTo(ChronoUnit.SECONDS);
            case CHOSEN -> Objects.requireNonNull(time.instant());
            case ALWAYS -> ListPrice.EARLIEST_FROM;
        };
    }

    /**
     * Shows an error at the field if the start is missing.
     *
     * @throws ProblemException if the start is missing
     */
    void requireStart() {
        if (!isStartKnown()) {
            FieldErrors.showError(time, TimeField.MISSING);
            throw new ProblemException(ProblemType.INVALID, "Choose when the price starts.");
        }
    }
}
