package io.drawdown.console.accounts;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** The time zones that people choose from: those that places have, and UTC. */
final class Zones {

    private Zones() {}

    static List<ZoneId> all() {
        var places = ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/"))
                .sorted();
        return Stream.concat(places, Stream.of("UTC")).map(ZoneId::of).toList();
    }
}
