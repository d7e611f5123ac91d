package io.drawdown.console.components.field;

import com.vaadin.flow.component.combobox.ComboBox;
import io.drawdown.base.format.Format;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A field that finds a time zone by a part of its name. Each zone is shown with its current time. */
public class ZoneField extends ComboBox<ZoneId> {

    /**
     * Creates a field with all zones. The additional zone, if there is one, can be chosen even if it isn't among
     * them.
     */
    public ZoneField(Instant now, @Nullable ZoneId also) {
        super("Time zone");
        setItems(Stream.concat(
                        Stream.ofNullable(also),
                        ZoneId.getAvailableZoneIds().stream()
                                .filter(ZoneField::isPlaceName)
                                .sorted()
                                .map(ZoneId::of))
                .distinct()
                .toList());
        setItemLabelGenerator(zone -> describe(zone, now));
        setPlaceholder("Search, for example Shanghai");
    }

    /** Returns the zone's name and its current time. */
    public static String describe(ZoneId zone, Instant now) {
        return zone.getId() + " · " + Format.timeOfDay(now, zone) + " now";
    }

    private static boolean isPlaceName(String id) {
        return id.equals("UTC") || (id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/"));
    }
}
