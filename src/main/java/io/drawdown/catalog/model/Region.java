package io.drawdown.catalog.model;

import java.time.ZoneId;

/**
 * A place where jobs run. Its zone determines the validity of its packages (R3).
 *
 * @param retired whether it isn't offered any more; usage and packages of it go on (R23)
 */
public record Region(String code, String name, ZoneId zone, boolean sellsPackages, boolean retired) {

    /** Creates a region that isn't retired. */
    public Region(String code, String name, ZoneId zone, boolean sellsPackages) {
        this(code, name, zone, sellsPackages, false);
    }

    /** Returns a copy that is retired or isn't. */
    public Region withRetired(boolean isRetired) {
        return new Region(code, name, zone, sellsPackages, isRetired);
    }
}
