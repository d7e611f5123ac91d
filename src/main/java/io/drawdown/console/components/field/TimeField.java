package io.drawdown.console.components.field;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field for a day and a time in a zone, typed as {@code 2026-11-30 14:20} or chosen in a calendar. */
public class TimeField extends ParsedField<LocalDateTime> {

    /** The error text for an empty field. */
    public static final String MISSING = "Write a day and a time, such as 2026-11-30 14:20.";

    private ZoneId zone = ZoneOffset.UTC;
    private Function<Instant, @Nullable String> limits = instant -> null;

    /** Creates a field for times to the minute. */
    public TimeField() {
        this(false);
    }

    /** Creates a field for times to the minute, or to the second. */
    public TimeField(boolean seconds) {
        super("", new TimeFormat(seconds));
        setPlaceholder(seconds ? "YYYY-MM-DD HH:MM:SS" : "YYYY-MM-DD HH:MM");
        setSuffixComponent(new CalendarButton("datetime-local", "Choose a day and a time", this));
        setRule(this::limitProblem);
    }

    /** Sets the zone of the entered times, which is UTC at first. */
    public final void setZone(ZoneId zone) {
        this.zone = zone;
        check();
    }

    /**
     * Sets a rule that refuses instants. It returns a sentence about what is wrong, or null if the instant is valid.
     */
    public final void setLimits(Function<Instant, @Nullable String> problem) {
        limits = problem;
        check();
    }

    /** Returns the entered instant; null if the field is empty or its text can't be parsed. */
    public final @Nullable Instant instant() {
        var time = read();
        return time == null ? null : time.atZone(zone).toInstant();
    }

    /** Shows an instant as a time in the zone. */
    public final void writeInstant(Instant instant) {
        write(LocalDateTime.ofInstant(instant, zone));
    }

    // A daylight-saving change skips times and repeats others. Such a time is refused, because its instant is
    // ambiguous.
    private @Nullable String limitProblem(LocalDateTime time) {
        var offsets = zone.getRules().getValidOffsets(time);
        if (offsets.size() == 1) {
            return limits.apply(time.toInstant(offsets.getFirst()));
        }
        return (offsets.isEmpty()
                        ? "Clocks in " + zone.getId() + " are put forward then, so this time doesn’t exist."
                        : "Clocks in " + zone.getId() + " are put back then, so this time occurs twice.")
                + " Choose an earlier or a later one.";
    }
}
