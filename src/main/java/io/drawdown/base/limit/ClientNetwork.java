package io.drawdown.base.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Identifies a client by its network address. */
public final class ClientNetwork {

    private static final int IPV6_NETWORK_BYTES = 8;
    private static final int IPV6_BYTES = 16;
    private static final int MAX_DISPLAY_LENGTH = 60;

    private ClientNetwork() {}

    /**
     * Returns a key for the client of an address: the address itself, or the /64 network of an IPv6 address, because
     * one client has 2^64 addresses there.
     */
    public static String key(String address) {
        try {
            if (InetAddress.ofLiteral(address) instanceof Inet6Address long6) {
                return "network " + HexFormat.of().formatHex(Arrays.copyOf(long6.getAddress(), IPV6_NETWORK_BYTES));
            }
        } catch (IllegalArgumentException unusual) {
            // Containers may use another form of address, which identifies the client equally well.
        }
        return "address " + address;
    }

    /** Returns the same client in a form that people read: an IPv4 address, or an IPv6 network. */
    public static String display(String address) {
        try {
            if (InetAddress.ofLiteral(address) instanceof Inet6Address long6) {
                var network = Arrays.copyOf(Arrays.copyOf(long6.getAddress(), IPV6_NETWORK_BYTES), IPV6_BYTES);
                return InetAddress.getByAddress(network).getHostAddress().replaceFirst("(:0)+$", "::") + "/64";
            }
        } catch (IllegalArgumentException | UnknownHostException unusual) {
            // See above.
        }
        return address.length() <= MAX_DISPLAY_LENGTH ? address : address.substring(0, MAX_DISPLAY_LENGTH);
    }
}
