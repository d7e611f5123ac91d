package io.drawdown.base;

/** Sort keys that no row of a list can have. */
public class InvalidPositionException extends IllegalArgumentException {

    public InvalidPositionException(String message) {
        super(message);
    }
}
