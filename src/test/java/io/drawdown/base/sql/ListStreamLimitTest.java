package io.drawdown.base.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.spool.Exports;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How many lists may be read whole at once. */
@DrawdownTest
@Tag("dialect")
class ListStreamLimitTest {

    @Autowired
    private SqlListing.Database database;

    @Autowired
    private Exports exports;

    @Autowired
    private World world;

    @Test
    void refusesOneStreamTooMany() {
        var refused = catchThrowableOfType(
                ProblemException.class, () -> accounts(new Semaphore(0)).forEach(account -> {}));

        assertThat(refused.type()).isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void releasesTheStreamHoweverItEnds() {
        world.account();
        var one = new Semaphore(1);

        assertThatThrownBy(() -> accounts(one).forEach(account -> {
                    throw new IllegalStateException("The reader has gone");
                }))
                .hasMessage("The reader has gone");

        var read = new ArrayList<String>();
        accounts(one).forEach(read::add);
        assertThat(read).isNotEmpty();
        assertThat(one.availablePermits()).isEqualTo(1);
    }

    @Test
    void holdNothingWhileTheyAreSent() throws IOException {
        world.account();
        var one = new Semaphore(1, true);

        try (var export = exports.write("a", out -> accounts(one).forEach(code -> write(out, code)))) {
            assertThat(export.size()).isPositive();
            assertThat(one.availablePermits()).isEqualTo(1);
        }
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private SqlListing<String> accounts(Semaphore streams) {
        return new SqlListing<>(
                        new SqlListing.Database(database.jdbc(), database.readTransaction(), streams, Duration.ZERO),
                        "code",
                        "account",
                        (row, index) -> row.getString("code"))
                .orderBy(SortColumn.text("code"));
    }
}
