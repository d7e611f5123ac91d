package io.drawdown.audit.internal;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** The H2 trigger that refuses to change or remove entries. PostgreSQL has a function of its own for this. */
public class AppendOnly implements Trigger {

    private static final String REFUSED = "45000";

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException("The audit trail is only added to: its entries are never changed or removed.", REFUSED);
    }
}
