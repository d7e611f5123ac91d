package io.drawdown.catalog.model;

import java.time.ZoneId;

/** A place where jobs run. Its zone determines the validity of its packages (R3). */
public record Region(String code, String name, ZoneId zone, boolean sellsPackages) {}
