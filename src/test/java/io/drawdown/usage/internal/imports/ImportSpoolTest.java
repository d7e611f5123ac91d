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

class ImportSpoolTest {

    @TempDir
    Path folder;

    @Test
    void limitsTheSizeOfAFile() throws IOException {
        var importSpool = spool(DataSize.ofBytes(1000), DataSize.ofBytes(0));

        assertThat(importSpool.save(new ByteArrayInputStream(new byte[1000])).bytes())
                .isEqualTo(1000);
        assertRejected(importSpool, 1001, ProblemType.CONTENT_TOO_LARGE);
        assertThat(folder).isDirectoryNotContaining(file -> file.toFile().length() != 1000);
    }

    @Test
    void leavesFreeSpaceOnTheDisk() {
        var importSpool = spool(DataSize.ofGigabytes(1), DataSize.ofTerabytes(1_000_000));

        assertRejected(importSpool, 1, ProblemType.UNAVAILABLE);
        assertThat(folder).isEmptyDirectory();
    }

    private ImportSpool spool(DataSize maxBytes, DataSize keepFree) {
        return new ImportSpool(new ImportSettings(folder, maxBytes, 20, keepFree), Clock.systemUTC());
    }

    private static void assertRejected(ImportSpool importSpool, int bytes, ProblemType type) {
        assertThatThrownBy(() -> importSpool.save(new ByteArrayInputStream(new byte[bytes])))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
