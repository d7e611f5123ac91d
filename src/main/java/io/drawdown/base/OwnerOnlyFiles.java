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
import java.util.Set;

/**
 * Folders (700) and files (600) that only the user who runs the program can read, whatever that user's umask is. File systems
 * without POSIX permissions keep their own.
 */
public final class OwnerOnlyFiles {

    private static final Set<PosixFilePermission> FOLDER_PERMISSIONS = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE_PERMISSIONS = PosixFilePermissions.fromString("rw-------");

    private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

    private OwnerOnlyFiles() {}

    /** Makes a folder, and those above it that are missing; leaves a folder that exists as it is. */
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            var above = folder.toAbsolutePath().getParent();
            Files.createDirectories(above);
            Files.createDirectories(folder, permissionAttributes(above, FOLDER_PERMISSIONS));
        }
    }

    /** Makes an empty file, unless there is one; what is in one that exists stays. */
    public static void createFile(Path file) throws IOException {
        try {
            Files.createFile(file, permissionAttributes(file.toAbsolutePath().getParent(), FILE_PERMISSIONS));
        } catch (FileAlreadyExistsException exists) {
            protect(file);
        }
    }

    /** Takes a folder's or a file's permissions from everybody but its owner. */
    public static void protect(Path path) throws IOException {
        if (supportsPermissions(path)) {
            var wanted = Files.isDirectory(path) ? FOLDER_PERMISSIONS : FILE_PERMISSIONS;
            if (!Files.getPosixFilePermissions(path).equals(wanted)) {
                Files.setPosixFilePermissions(path, wanted);
            }
        }
    }

    private static FileAttribute<?>[] permissionAttributes(Path beside, Set<PosixFilePermission> wanted) {
        return supportsPermissions(beside)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(wanted)}
                : NO_ATTRIBUTES;
    }

    private static boolean supportsPermissions(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS) != null;
    }
}
