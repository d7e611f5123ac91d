package io.drawdown.console;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Who is looking at the console, in which role, and at which account. */
public record Visitor(String name, String role, @Nullable String account, ZoneId zone) {

    /** Knows the visitor of the current request. */
    public interface Source {

        /** The visitor of the current request. */
        Visitor current();
    }
}
