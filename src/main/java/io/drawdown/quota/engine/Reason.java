package io.drawdown.quota.engine;

/** The reason why no package covered a charge. If several hold, the first is given (R13). */
public enum Reason {
    /** The pool is dedicated. */
    DEDICATED_POOL,
    /** A matching package is valid, but empty. */
    USED_UP,
    /** A matching package starts at or after the piece's end. */
    NOT_YET_EFFECTIVE,
    /** A matching package ended at or before the piece's start. */
    EXPIRED,
    /** A package of this region and specification is valid, for other activities. */
    ACTIVITY_NOT_COVERED,
    /** A package of this specification is valid, in another region. */
    OTHER_REGION,
    /** A package in this region is valid, for another specification. */
    OTHER_SPECIFICATION,
    /** None of the other reasons holds. */
    NO_PACKAGE
}
