package io.drawdown.api.infra.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** Thrown for an invalid value in a JSON body, with a message for the person who wrote it. */
public final class InvalidValueException extends MismatchedInputException {

    InvalidValueException(JsonParser parser, String message) {
        super(parser, message, Object.class);
    }
}
