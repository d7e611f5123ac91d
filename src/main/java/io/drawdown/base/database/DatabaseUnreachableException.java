package io.drawdown.base.database;

import java.sql.SQLException;

/** The database that the program was started for isn't to be had. */
class DatabaseUnreachableException extends RuntimeException {

    private final boolean refused;

    /** @param refused whether the server answered, and refused the user, the password or the database's name */
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
