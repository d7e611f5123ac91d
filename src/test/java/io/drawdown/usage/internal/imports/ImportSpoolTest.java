package io.drawdown.usage.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    @Test
    void limitsTheLinesOfAFile() {
        var importSpool = spool(DataSize.ofGigabytes(1), DataSize.ofBytes(0));

        assertThatThrownBy(() -> importSpool.save(stream("\n".repeat(1001))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than the 1000 lines");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void convertsUtf16ThatIsMarked(String charset) throws IOException {
        var importSpool = spool(DataSize.ofGigabytes(1), DataSize.ofBytes(0));
        var text = "id,job\r\n1,Größe 训练\r\n";

        assertThat(saved(importSpool, ("\uFEFF" + text).getBytes(charset))).isEqualTo(text);
        assertThat(saved(importSpool, zip("a.csv", ("\uFEFF" + text).getBytes(charset))))
                .isEqualTo(text);
        assertRefused(importSpool, text.getBytes(charset), "looks like UTF-16 without its byte order mark");
    }

    @Test
    void unpacksAZipWithOneFile() throws IOException {
        var importSpool = spool(DataSize.ofGigabytes(1), DataSize.ofBytes(0));

        assertThat(saved(
                        importSpool,
                        zip("jobs/", null, "jobs/a.csv", bytes("one"), "__MACOSX/jobs/._a.csv", bytes("x"))))
                .isEqualTo("one");
        assertRefused(importSpool, zip("a.csv", bytes("one"), "b.csv", bytes("two")), "more than one file");
        assertRefused(importSpool, zip("jobs/", null), "has no file in it");
        assertRefused(importSpool, zip("[Content_Types].xml", bytes("<x/>")), "is an Excel workbook");
        assertRefused(importSpool, zip("a.csv", zip("b.csv", bytes("one"))), "packed twice");
        var whole = zip("a.csv", bytes("one, two, three, four"));
        assertRefused(importSpool, Arrays.copyOf(whole, 45), "can't be unpacked");
        assertThat(folder).isDirectoryNotContaining(file -> file.toFile().length() != 3);
    }

    @Test
    void refusesWhatUnpacksToFarMoreThanItsSize() throws IOException {
        var importSpool = new ImportSpool(settings(DataSize.ofGigabytes(20), DataSize.ofBytes(0)), Clock.systemUTC());
        var bomb = zip("a.csv", new byte[70 << 20]);
        assertThat(bomb.length).isLessThan(100_000);

        assertRefused(importSpool, bomb, "more than 200 times its size");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "fd377a585a00, packed with xz",
        "425a6839, packed with bzip2",
        "28b52ffd00, packed with zstd",
        "377abcaf271c, a 7z archive",
        "d0cf11e0a1b11ae1, an Excel workbook",
        "fffe000041000000, encoded in UTF-32"
    })
    void saysWhatItCanNotUnpack(String bytes, String seen) {
        assertRefused(
                spool(DataSize.ofGigabytes(1), DataSize.ofBytes(0)),
                HexFormat.of().parseHex(bytes),
                "The file is " + seen);
        assertThat(folder).isEmptyDirectory();
    }

    private static String saved(ImportSpool importSpool, byte[] upload) throws IOException {
        var file = importSpool.save(new ByteArrayInputStream(upload));
        try (var open = importSpool.open(file.name())) {
            return new String(open.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertRefused(ImportSpool importSpool, byte[] upload, String why) {
        assertThatThrownBy(() -> importSpool.save(new ByteArrayInputStream(upload)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(why);
    }

    private static byte[] zip(Object... namesAndContents) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            for (var index = 0; index < namesAndContents.length; index += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[index]));
                if (namesAndContents[index + 1] instanceof byte[] content) {
                    zip.write(content);
                }
                zip.closeEntry();
            }
        }
        return packed.toByteArray();
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private ImportSettings settings(DataSize maxBytes, DataSize keepFree) {
        return new ImportSettings(
                folder, maxBytes, 1000, 20, keepFree, 1000, Duration.ofSeconds(10), Duration.ofMinutes(5));
    }

    private ImportSpool spool(DataSize maxBytes, DataSize keepFree) {
        return new ImportSpool(settings(maxBytes, keepFree), Clock.systemUTC());
    }

    private static void assertRejected(ImportSpool importSpool, int bytes, ProblemType type) {
        assertThatThrownBy(() -> importSpool.save(new ByteArrayInputStream(new byte[bytes])))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
