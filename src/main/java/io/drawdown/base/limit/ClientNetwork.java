package io.drawdown.base.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Identifies a client by its network address. */
public final class ClientNetwork {

    private static final int IPV6_NETWORK_BYTES = 8;

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
}
