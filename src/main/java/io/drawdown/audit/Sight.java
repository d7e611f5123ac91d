package io.drawdown.audit;

import java.util.Optional;

/** Tells what a person has in front of them, where the address of the request alone doesn't say. */
public interface Sight {

    /** The page that is being shown in this thread, such as {@code /packages}; nothing where none is. */
    Optional<String> now();
}
