package io.drawdown.base.database;

import com.zaxxer.hikari.HikariDataSource;
import io.drawdown.base.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Restricts an embedded database's folder and files to their owner before the database is opened, including those of
 * earlier versions. A folder that also contains other files keeps its permissions, but the database's files don't.
 */
@Component
class DataFolderProtection implements BeanPostProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(DataFolderProtection.class);

    private static final Pattern H2_URL = Pattern.compile("jdbc:h2:(?:file:|nio:|async:)*([^;]+).*", Pattern.DOTALL);
    private static final Pattern H2_URL_WITHOUT_FILE =
            Pattern.compile("(?:mem|tcp|ssl|zip|split|nioMemFS|nioMemLZF|memFS|memLZF):.*");
    private static final Pattern OWN_FILES = Pattern.compile(".+\\.db(\\..*)?|.*imports|lost\\+found");

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource database && database.getJdbcUrl() != null) {
            var file = findH2File(database.getJdbcUrl());
            if (file != null) {
                protect(file);
            }
        }
        return bean;
    }

    /** Returns the path of an H2 database file without its suffix; null if the URL names another kind of database. */
    static @Nullable Path findH2File(String url) {
        var matcher = H2_URL.matcher(url);
        if (!matcher.matches() || H2_URL_WITHOUT_FILE.matcher(matcher.group(1)).matches()) {
            return null;
        }
        var path = matcher.group(1);
        return Path.of(path.startsWith("~") ? System.getProperty("user.home") + path.substring(1) : path)
                .toAbsolutePath()
                .normalize();
    }

    /** Creates the folder and files of a database, or corrects their permissions. Logs what can't be corrected. */
    static void protect(Path database) {
        var folder = Objects.requireNonNull(database.getParent(), "The database has no folder");
        try {
            OwnerOnlyFiles.createFolder(folder);
            if (holdsOnlyOwnFiles(folder)) {
                OwnerOnlyFiles.protect(folder);
            } else {
                LOG.warn(
                        "The folder {} holds more than Drawdown's data, so its permissions stay as they are. "
                                + "Give the data a folder of its own (DRAWDOWN_DATA).",
                        folder);
            }
            var name = database.getFileName().toString();
            // H2 uses existing files as they are, but would create new ones with the permissions of the umask.
            OwnerOnlyFiles.createFile(folder.resolve(name + ".mv.db"));
            OwnerOnlyFiles.createFile(folder.resolve(name + ".trace.db"));
            protectAll(folder, name + ".*");
            protectImports(folder.resolve("imports"));
        } catch (IOException | UnsupportedOperationException | SecurityException refused) {
            LOG.warn(
                    "The data in {} can't be kept to its owner ({}). Others who have an account here may be able to read it.",
                    folder,
                    refused.toString());
        }
    }

    private static boolean holdsOnlyOwnFiles(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.allMatch(
                    entry -> OWN_FILES.matcher(entry.getFileName().toString()).matches());
        }
    }

    private static void protectImports(Path imports) throws IOException {
        if (Files.isDirectory(imports)) {
            OwnerOnlyFiles.protect(imports);
            protectAll(imports, "*.history");
        }
    }

    private static void protectAll(Path folder, String pattern) throws IOException {
        try (var files = Files.newDirectoryStream(folder, pattern)) {
            for (var file : files) {
                if (Files.isRegularFile(file)) {
                    OwnerOnlyFiles.protect(file);
                }
            }
        }
    }
}
