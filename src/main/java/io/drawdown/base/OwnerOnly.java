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
public final class OwnerOnly {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private static final FileAttribute<?>[] NONE = {};

    private OwnerOnly() {}

    /** Makes a folder, and those above it that are missing; leaves a folder that exists as it is. */
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            var above = folder.toAbsolutePath().getParent();
            Files.createDirectories(above);
            Files.createDirectories(folder, permissions(above, FOLDER));
        }
    }

    /** Makes an empty file, unless there is one; what is in one that exists stays. */
    public static void createFile(Path file) throws IOException {
        try {
            Files.createFile(file, permissions(file.toAbsolutePath().getParent(), FILE));
        } catch (FileAlreadyExistsException exists) {
            protect(file);
        }
    }

    /** Takes a folder's or a file's permissions from everybody but its owner. */
    public static void protect(Path path) throws IOException {
        if (hasPermissions(path)) {
            var wanted = Files.isDirectory(path) ? FOLDER : FILE;
            if (!Files.getPosixFilePermissions(path).equals(wanted)) {
                Files.setPosixFilePermissions(path, wanted);
            }
        }
    }

    private static FileAttribute<?>[] permissions(Path beside, Set<PosixFilePermission> wanted) {
        return hasPermissions(beside) ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(wanted)} : NONE;
    }

    private static boolean hasPermissions(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS) != null;
    }
}
