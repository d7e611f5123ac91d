package io.drawdown.audit.spi;

import java.util.Optional;

/** Tells what a person has in front of them, where the address of the request alone doesn't say. */
public interface CurrentPage {

    /** The page that is being shown in this thread, such as {@code /packages}; nothing where none is. */
    Optional<String> path();
}
