package io.drawdown.base;

import org.jspecify.annotations.Nullable;

/** Decides whether a change applies to what it would replace, while that is locked. */
@FunctionalInterface
public interface Precondition<T> {

    /**
     * Refuses the change if it must not replace this.
     *
     * @param current what is there; null if nothing is
     * @throws ProblemException if the change must not be made
     */
    void check(@Nullable T current);

    /** The precondition that lets every change through. */
    static <T> Precondition<T> none() {
        return current -> {};
    }
}
