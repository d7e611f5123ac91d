package io.drawdown.base.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class DataFolderProtectionTest {

    @TempDir
    private Path above;

    @Test
    void createsFolderAndDatabaseFilesForTheOwnerOnly() throws IOException, SQLException {
        var folder = above.resolve("made/data");
        DataFolderProtection.protect(folder.resolve("drawdown"));

        try (var database = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("drawdown"), "sa", "");
                var statement = database.createStatement()) {
            statement.execute("create table kept (id int)");
            statement.execute("insert into kept values (7)");
        }

        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("drawdown.mv.db"))).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("drawdown.trace.db"))).isEqualTo("rw-------");
    }

    @Test
    void restrictsFilesOfEarlierVersions() throws IOException {
        var folder = Files.createDirectory(above.resolve("data"));
        var imports = Files.createDirectory(folder.resolve("imports"));
        setPermissions(folder, "rwxr-xr-x");
        setPermissions(imports, "rwxr-xr-x");
        var data = setPermissions(Files.writeString(folder.resolve("drawdown.mv.db"), "kept"), "rw-r--r--");
        var old = setPermissions(Files.writeString(folder.resolve("drawdown.trace.db.old"), ""), "rw-rw-rw-");
        var waiting = setPermissions(Files.writeString(imports.resolve("x.history"), ""), "rw-r--r--");

        DataFolderProtection.protect(folder.resolve("drawdown"));

        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(imports)).isEqualTo("rwx------");
        assertThat(permissions(data)).isEqualTo("rw-------");
        assertThat(permissions(old)).isEqualTo("rw-------");
        assertThat(permissions(waiting)).isEqualTo("rw-------");
        assertThat(data).hasContent("kept");
    }

    @Test
    void keepsPermissionsOfASharedFolder() throws IOException {
        var folder = setPermissions(Files.createDirectory(above.resolve("shared")), "rwxr-xr-x");
        var others = setPermissions(Files.writeString(folder.resolve("notes.txt"), ""), "rw-r--r--");

        DataFolderProtection.protect(folder.resolve("drawdown"));

        assertThat(permissions(folder)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(others)).isEqualTo("rw-r--r--");
        assertThat(permissions(folder.resolve("drawdown.mv.db"))).isEqualTo("rw-------");
    }

    @Test
    void findsTheFileOfAFileDatabaseOnly() {
        assertThat(DataFolderProtection.findH2File("jdbc:h2:file:./data/drawdown;WRITE_DELAY=0"))
                .isEqualTo(Path.of("data/drawdown").toAbsolutePath().normalize());
        assertThat(DataFolderProtection.findH2File("jdbc:h2:/data/drawdown")).isEqualTo(Path.of("/data/drawdown"));
        assertThat(DataFolderProtection.findH2File("jdbc:h2:~/drawdown"))
                .isEqualTo(Path.of(System.getProperty("user.home"), "drawdown"));
        assertThat(DataFolderProtection.findH2File("jdbc:h2:mem:training")).isNull();
        assertThat(DataFolderProtection.findH2File("jdbc:h2:tcp://elsewhere/drawdown"))
                .isNull();
        assertThat(DataFolderProtection.findH2File("jdbc:postgresql://db/drawdown"))
                .isNull();
    }

    @Test
    void createsNewFilesAndFoldersForTheOwnerOnly() throws IOException {
        var folder = above.resolve("a/imports");
        OwnerOnlyFiles.createFolder(folder);
        OwnerOnlyFiles.createFile(folder.resolve("x"));
        setPermissions(folder.resolve("x"), "rw-r--r--");
        OwnerOnlyFiles.createFile(folder.resolve("x"));

        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("x"))).isEqualTo("rw-------");
    }

    private static Path setPermissions(Path path, String permissions) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
