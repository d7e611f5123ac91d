package io.drawdown.api.infra.limit;

/** Addresses of requests with limits of their own. */
public final class LimitedPaths {

    /** Where usage events are reported. */
    public static final String EVENTS = "/api/v1/events";

    /** Where files of job histories are uploaded. */
    public static final String USAGE_IMPORTS = "/api/v1/usage-imports";

    /** The end of the addresses of usage alert settings. */
    public static final String USAGE_ALERT = "/usage-alert";

    /** The end of the addresses where webhooks are tested. */
    public static final String WEBHOOK_TEST = "/test";

    private LimitedPaths() {}
}
