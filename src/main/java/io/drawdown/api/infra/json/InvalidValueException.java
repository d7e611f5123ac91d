package io.drawdown.api.infra.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A value in a body that can't stand where it stands, with words for the person who wrote it. */
public final class InvalidValueException extends MismatchedInputException {

    InvalidValueException(JsonParser parser, String message) {
        super(parser, message, Object.class);
    }
}
