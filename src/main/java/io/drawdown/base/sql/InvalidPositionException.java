package io.drawdown.base.sql;

/** Thrown for sort keys that no row of the list can have. */
public class InvalidPositionException extends IllegalArgumentException {

    public InvalidPositionException(String message) {
        super(message);
    }
}
