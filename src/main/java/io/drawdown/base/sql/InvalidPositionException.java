package io.drawdown.base.sql;

/** Sort keys that no row of a list can have. */
public class InvalidPositionException extends IllegalArgumentException {

    public InvalidPositionException(String message) {
        super(message);
    }
}
