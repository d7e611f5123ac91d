package io.drawdown.base.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.testing.TestClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ExportsTest {

    private static final byte[] LARGE = new byte[1024 * 1024];

    private final TestClock clock = new TestClock();
    private final Exports exports =
            new Exports(new ExportProperties(DataSize.ofBytes(2 * LARGE.length), Duration.ZERO), clock);

    @Test
    void giveBackWhatWasWritten() throws IOException {
        try (var export = exports.write("a", out -> out.write("a,b".getBytes(StandardCharsets.UTF_8)))) {
            var sent = new ByteArrayOutputStream();
            export.sendTo(sent);
            assertThat(export.size()).isEqualTo(3);
            assertThat(sent.toString(StandardCharsets.UTF_8)).isEqualTo("a,b");
        }
    }

    @Test
    void ofOneGroupLeaveTurnsToOthers() throws IOException {
        try (var first = exports.write("a", out -> out.write(1));
                var second = exports.write("a", out -> out.write(1))) {
            assertUnavailable(() -> exports.write("a", out -> out.write(1)).close());
            exports.write("b", out -> out.write(1)).close();
            assertThat(first.size() + second.size()).isEqualTo(2);
        }
        exports.write("a", out -> out.write(1)).close();
    }

    @Test
    void ofOneGroupQueryTheDatabaseOneAfterTheOther() throws IOException {
        try (var export = exports.write("a", out -> {
            assertUnavailable(() -> exports.write("a", more -> more.write(1)).close());
            exports.write("b", more -> more.write(1)).close();
            out.write(1);
        })) {
            assertThat(export.size()).isOne();
        }
    }

    @Test
    void haveBoundedFilesThatAreGivenBackHoweverTheyEnd() throws IOException {
        for (var time = 0; time < 5; time++) {
            assertThatThrownBy(() -> exports.write("a", out -> {
                        out.write(LARGE);
                        throw new IllegalStateException("The list can't be read");
                    }))
                    .hasMessage("The list can't be read");
            try (var first = exports.write("a", out -> out.write(LARGE));
                    var second = exports.write("b", out -> out.write(LARGE))) {
                assertThat(first.size()).isEqualTo(second.size());
                assertUnavailable(
                        () -> exports.write("c", out -> out.write(LARGE)).close());
                exports.write("c", out -> out.write(1)).close();
            }
        }
    }

    @Test
    void endWhereTheyAreReadTooSlowly() throws IOException {
        try (var export = exports.write("a", out -> out.write(LARGE))) {
            var slow = new OutputStream() {
                @Override
                public void write(int one) {
                    throw new IllegalStateException("It comes in parts");
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    clock.advance(Duration.ofSeconds(2));
                }
            };
            assertThatThrownBy(() -> export.sendTo(slow)).isInstanceOf(IOException.class);
        }
    }

    private static void assertUnavailable(ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.type()).isEqualTo(ProblemType.UNAVAILABLE));
    }
}
