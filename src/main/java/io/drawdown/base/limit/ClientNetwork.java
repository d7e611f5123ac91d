package io.drawdown.base.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** What counts as one client, going by its address. */
public final class ClientNetwork {

    private static final int IPV6_NETWORK_BYTES = 8;

    private ClientNetwork() {}

    /** A name for whom an address belongs to: the address itself, or an IPv6 network, since whoever has one address there has 2^64. */
    public static String key(String address) {
        try {
            if (InetAddress.ofLiteral(address) instanceof Inet6Address long6) {
                return "network " + HexFormat.of().formatHex(Arrays.copyOf(long6.getAddress(), IPV6_NETWORK_BYTES));
            }
        } catch (IllegalArgumentException unusual) {
            // A container may name an address in a form of its own, which is as good for counting.
        }
        return "address " + address;
    }
}
