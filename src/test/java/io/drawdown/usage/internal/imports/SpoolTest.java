package io.drawdown.usage.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class SpoolTest {

    @TempDir
    Path folder;

    @Test
    void boundsAFile() throws IOException {
        var spool = spool(DataSize.ofBytes(1000), DataSize.ofBytes(0));

        assertThat(spool.keep(new ByteArrayInputStream(new byte[1000])).bytes()).isEqualTo(1000);
        refused(spool, 1001, ProblemType.CONTENT_TOO_LARGE);
        assertThat(folder).isDirectoryNotContaining(file -> file.toFile().length() != 1000);
    }

    @Test
    void leavesTheDiskSomeRoom() {
        var spool = spool(DataSize.ofGigabytes(1), DataSize.ofTerabytes(1_000_000));

        refused(spool, 1, ProblemType.UNAVAILABLE);
        assertThat(folder).isEmptyDirectory();
    }

    private Spool spool(DataSize maxBytes, DataSize keepFree) {
        return new Spool(new ImportSettings(folder, maxBytes, 20, keepFree), Clock.systemUTC());
    }

    private static void refused(Spool spool, int bytes, ProblemType type) {
        assertThatThrownBy(() -> spool.keep(new ByteArrayInputStream(new byte[bytes])))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
