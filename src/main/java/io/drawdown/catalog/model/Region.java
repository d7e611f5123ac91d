package io.drawdown.catalog.model;

import java.time.ZoneId;

/** A place where jobs run. Packages of a region are valid by its zone's calendar (R3). */
public record Region(String code, String name, ZoneId zone, boolean sellsPackages) {}
