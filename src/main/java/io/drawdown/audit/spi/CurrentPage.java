package io.drawdown.audit.spi;

import java.util.Optional;

/** The page that a person is viewing, which the address of the request doesn't always show. */
public interface CurrentPage {

    /**
     * Returns the path of the page that is being shown in this thread, such as {@code /packages}; empty if there is
     * none.
     */
    Optional<String> path();
}
