package io.drawdown.quota.engine;

/** Why no package covered a charge; the first that holds is given (R13). */
public enum Reason {
    /** The pool is dedicated. */
    DEDICATED_POOL,
    /** A matching package is valid, but empty. */
    USED_UP,
    /** A matching package starts at or after the piece's end. */
    NOT_YET_EFFECTIVE,
    /** A matching package ended at or before the piece's start. */
    EXPIRED,
    /** One of this region and specification is valid, for other activities. */
    ACTIVITY_NOT_COVERED,
    /** One of this specification is valid, in another region. */
    OTHER_REGION,
    /** One in this region is valid, for another specification. */
    OTHER_SPECIFICATION,
    /** There is no package that comes near. */
    NO_PACKAGE
}
