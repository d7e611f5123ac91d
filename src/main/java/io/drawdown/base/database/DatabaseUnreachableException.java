package io.drawdown.base.database;

import java.sql.SQLException;

/** Thrown at startup if the configured database can't be reached or refuses access. */
class DatabaseUnreachableException extends RuntimeException {

    private final boolean refused;

    /**
     * Creates the exception.
     *
     * @param refused whether the server answered but refused the user, the password or the database name
     */
    DatabaseUnreachableException(String url, SQLException why, boolean refused) {
        super(
                "The database " + url.split("[?;]", 2)[0] + (refused ? " refuses the program: " : " can't be reached: ")
                        + why.getMessage(),
                why);
        this.refused = refused;
    }

    boolean isRefused() {
        return refused;
    }
}
