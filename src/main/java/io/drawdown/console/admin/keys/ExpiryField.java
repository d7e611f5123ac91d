package io.drawdown.console.admin.keys;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.field.DayField;
import io.drawdown.console.components.field.FieldErrors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The field for the expiry of a key: after some days, at the end of a day, or never. */
class ExpiryField extends Div {

    private static final String NO_DAY = "Choose today or a later day.";

    private final Select<KeyLifetime> lifetime = new Select<>();
    private final DayField day = new DayField("Last day");
    private final Clock clock;

    ExpiryField(Clock clock) {
        this.clock = clock;
        addClassName("expiry");
        lifetime.setLabel("Expires after");
        lifetime.setItems(KeyLifetime.values());
        lifetime.setItemLabelGenerator(KeyLifetime::words);
        lifetime.setValue(KeyLifetime.DAYS_90);
        lifetime.addValueChangeListener(change -> showFields());
        day.setRule(last -> last.isBefore(today()) ? NO_DAY : null);
        day.setHelperText("In UTC");
        add(lifetime, day);
        showFields();
    }

    /** Shows an error at the field if the choice is not valid. Returns whether it is valid. */
    boolean showErrorIfIncomplete() {
        day.check();
        var fits = lifetime.getValue() != KeyLifetime.UNTIL_DAY || day.read() != null;
        if (!fits) {
            if (day.isEmpty()) {
                FieldErrors.showError(day, NO_DAY);
            }
            day.focus();
        }
        return fits;
    }

    /** Returns the field for the last day, the only part that can hold an error. */
    DayField day() {
        return day;
    }

    /** Returns the instant from which the key is refused; null if it never expires. */
    @Nullable
    Instant expiresAt() {
        return switch (lifetime.getValue()) {
            case DAYS_30, DAYS_90, DAYS_365 -> expiresIn();
            case UNTIL_DAY ->
                Objects.requireNonNull(day.read())
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
            case FOR_GOOD -> null;
        };
    }

    private Instant expiresIn() {
        return clock.instant().plus(Duration.ofDays(lifetime.getValue().days()));
    }

    private void showFields() {
        day.setVisible(lifetime.getValue() == KeyLifetime.UNTIL_DAY);
        lifetime.setHelperText(
                switch (lifetime.getValue()) {
                    case DAYS_30, DAYS_90, DAYS_365 ->
                        "Expires on " + Format.minute(expiresIn(), ZoneOffset.UTC) + " UTC";
                    case UNTIL_DAY -> "";
                    case FOR_GOOD -> "Valid until it is revoked. If it leaks, it works until then.";
                });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
