package io.drawdown.console.components;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.shared.Tooltip;
import io.drawdown.base.format.Format;
import java.time.Instant;
import java.time.ZoneId;

/** An instant as date and minute, with its zone and its distance from now on hover. */
@Tag("time")
public class InstantText extends HtmlContainer {

    private InstantText(String text, Instant instant, ZoneId zone, Instant now) {
        setText(text);
        getElement().setAttribute("datetime", instant.toString());
        Tooltip.forComponent(this).setText(Format.zoneAndDistance(instant, zone, now));
    }

    /** Creates the text of an instant in a zone. */
    public static InstantText at(Instant instant, ZoneId zone, Instant now) {
        return new InstantText(Format.minute(instant, zone), instant, zone, now);
    }

    /** Creates the text of the end of a validity in its region's zone, followed by the zone's name (R3). */
    public static InstantText until(Instant expiresAt, ZoneId zone, Instant now) {
        return new InstantText(Format.lastMinuteWithZone(expiresAt, zone), expiresAt, zone, now);
    }
}
