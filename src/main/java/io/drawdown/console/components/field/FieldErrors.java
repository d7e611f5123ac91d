package io.drawdown.console.components.field;

import com.vaadin.flow.component.shared.HasValidationProperties;

/** Shows errors at fields. */
public final class FieldErrors {

    private FieldErrors() {}

    /**
     * Shows a message until the field is read or validated again. A message set by {@code setErrorMessage} would
     * stay.
     */
    public static void showError(HasValidationProperties field, String message) {
        field.getElement().setProperty("errorMessage", message);
        field.setInvalid(true);
    }
}
