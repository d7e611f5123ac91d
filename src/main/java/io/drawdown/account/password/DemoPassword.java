package io.drawdown.account.password;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The public password of the demo's users. It is accepted only in a demo that other machines can't reach. */
@Component
public class DemoPassword {

    public static final String PASSWORD = "drawdown-demo";

    private final boolean accepted;

    /**
     * Creates the demo's password.
     *
     * @param address the property `server.address`
     */
    public DemoPassword(@Value("${drawdown.demo}") boolean demo, @Value("${server.address:}") String address) {
        accepted = demo && isLoopback(address);
    }

    /** Whether users can sign in with it: the demo is on, and the server listens on the loopback interface only. */
    public boolean isAccepted() {
        return accepted;
    }

    // Without an address, the server listens on all interfaces.
    private static boolean isLoopback(String address) {
        try {
            return !address.isBlank() && InetAddress.getByName(address.strip()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
