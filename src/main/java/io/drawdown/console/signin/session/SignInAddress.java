package io.drawdown.console.signin.session;

import java.util.regex.Pattern;

/** The address of the sign-in page. */
public final class SignInAddress {

    /** The page's route, without a slash in front. */
    public static final String PATH = "sign-in";

    /** The parameter that says why the session before has ended. */
    public static final String END = "ended";

    /** The parameter with the page to come back to. */
    public static final String PAGE = "page";

    private static final int MAX_PAGE_LENGTH = 2000;

    // A second slash, or a backslash, would lead to another server.
    private static final Pattern PAGE_FORMAT = Pattern.compile("/(?:[^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]*)?");

    private SignInAddress() {}

    /** Returns whether a text is the path and query of a page of this server, short enough to be kept. */
    public static boolean isPage(String text) {
        return text.length() <= MAX_PAGE_LENGTH && PAGE_FORMAT.matcher(text).matches();
    }
}
