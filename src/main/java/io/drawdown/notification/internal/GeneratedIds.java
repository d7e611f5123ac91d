package io.drawdown.notification.internal;

import java.util.List;
import org.springframework.jdbc.support.KeyHolder;

/** The ids that the database gave to the rows of a batch. */
final class GeneratedIds {

    private GeneratedIds() {}

    /** The column {@code id} of the rows, in the order in which they were inserted. */
    static List<Long> read(KeyHolder keys) {
        return keys.getKeyList().stream()
                .map(row -> ((Number) row.values().iterator().next()).longValue())
                .toList();
    }
}
