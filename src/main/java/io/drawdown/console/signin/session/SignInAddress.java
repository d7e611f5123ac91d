package io.drawdown.console.signin.session;

/** The address of the sign-in page. */
public final class SignInAddress {

    /** The page's route, without a slash in front. */
    public static final String PATH = "sign-in";

    private SignInAddress() {}
}
