package io.drawdown.usage.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a history of finished jobs can be written in. */
public enum ImportFormat {
    /** Comma-separated values, columns named as in an event's data. */
    CSV,
    /** The Standard Workload Format of the parallel workloads archive. */
    SWF,
    /** The output of Slurm's `sacct --parsable2`. */
    SACCT;

    /** Its name in requests: `csv`, `swf` or `sacct`. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of this name. */
    public static Optional<ImportFormat> fromCode(@Nullable String code) {
        return Arrays.stream(values())
                .filter(format -> format.code().equals(code))
                .findFirst();
    }
}
