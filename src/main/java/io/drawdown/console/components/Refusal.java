package io.drawdown.console.components;

import com.vaadin.flow.component.shared.HasValidationProperties;

/** Says at a field what is wrong with it. */
public final class Refusal {

    private Refusal() {}

    /** Shows a message until the field is read or validates itself again; {@code setErrorMessage} would outlive that. */
    public static void show(HasValidationProperties field, String message) {
        field.getElement().setProperty("errorMessage", message);
        field.setInvalid(true);
    }
}
