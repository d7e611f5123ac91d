package io.drawdown.api.infra.limit;

/** Request paths with limits of their own. */
public final class LimitedPaths {

    /** The path where usage events are reported. */
    public static final String EVENTS = "/api/v1/events";

    /** The path where files of job histories are uploaded. */
    public static final String USAGE_IMPORTS = "/api/v1/usage-imports";

    /** The beginning of the paths to which pages of the console upload files. */
    public static final String CONSOLE_UPLOADS = "/VAADIN/dynamic/resource/";

    /** The suffix of the paths of usage alert settings. */
    public static final String USAGE_ALERT = "/usage-alert";

    /** The suffix of the paths where webhooks are tested. */
    public static final String WEBHOOK_TEST = "/test";

    private LimitedPaths() {}
}
