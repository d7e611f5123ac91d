package io.drawdown.console.components.field;

import com.vaadin.flow.component.shared.HasValidationProperties;

/** Says at a field what is wrong with it. */
public final class FieldErrors {

    private FieldErrors() {}

    /** Shows a message until the field is read or validates itself again; {@code setErrorMessage} would outlive that. */
    public static void showError(HasValidationProperties field, String message) {
        field.getElement().setProperty("errorMessage", message);
        field.setInvalid(true);
    }
}
