package io.drawdown.base;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Creates folders (700) and files (600) that only the user who runs the program can read, regardless of the umask.
 * File systems without POSIX permissions keep their own.
 */
public final class OwnerOnlyFiles {

    private static final Set<PosixFilePermission> FOLDER_PERMISSIONS = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE_PERMISSIONS = PosixFilePermissions.fromString("rw-------");

    private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

    private OwnerOnlyFiles() {}

    /** Creates a folder and its missing parents. Leaves an existing folder unchanged. */
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            var above = parent(folder);
            Files.createDirectories(above);
            Files.createDirectories(folder, permissionAttributes(above, FOLDER_PERMISSIONS));
        }
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.toAbsolutePath().getParent(), () -> path + " is no place for data");
    }

    /** Creates an empty file. Keeps the content of an existing file, but restricts its permissions. */
    public static void createFile(Path file) throws IOException {
        try {
            Files.createFile(file, permissionAttributes(parent(file), FILE_PERMISSIONS));
        } catch (FileAlreadyExistsException exists) {
            protect(file);
        }
    }

    /** Removes all permissions of a folder or file except the owner's. */
    public static void protect(Path path) throws IOException {
        if (supportsPermissions(path)) {
            var wanted = Files.isDirectory(path) ? FOLDER_PERMISSIONS : FILE_PERMISSIONS;
            if (!Files.getPosixFilePermissions(path).equals(wanted)) {
                Files.setPosixFilePermissions(path, wanted);
            }
        }
    }

    private static FileAttribute<?>[] permissionAttributes(Path path, Set<PosixFilePermission> wanted) {
        return supportsPermissions(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(wanted)}
                : NO_ATTRIBUTES;
    }

    private static boolean supportsPermissions(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS) != null;
    }
}
