package io.drawdown.notification.internal;

import java.util.List;
import org.springframework.jdbc.support.KeyHolder;

/** Reads the generated ids of a batch of inserts. */
final class GeneratedIds {

    private GeneratedIds() {}

    /** Returns the values of the column {@code id} in the order of the inserted rows. */
    static List<Long> read(KeyHolder keys) {
        return keys.getKeyList().stream()
                .map(row -> ((Number) row.values().iterator().next()).longValue())
                .toList();
    }
}
