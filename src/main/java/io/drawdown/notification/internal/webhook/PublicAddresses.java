package io.drawdown.notification.internal.webhook;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Recognises addresses on the public internet, by IANA's registries of special-purpose addresses. */
final class PublicAddresses {

    private static final List<Network> SPECIAL_IPV4 = parseNetworks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carriers' NAT
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // the platform of a cloud, though it looks public
            "169.254.0.0/16", // link-local, and clouds' metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    private static final Network GLOBAL_UNICAST = Network.of("2000::/3");
    private static final List<Network> SPECIAL_GLOBAL_UNICAST = parseNetworks(
            "2001::/23", // protocol assignments
            "2001:db8::/32", // documentation
            "3fff::/20"); // documentation

    private static final Network NAT64 = Network.of("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.of("2002::/16");
    private static final Network TEREDO = Network.of("2001::/32");

    private PublicAddresses() {}

    /** Whether the address is public, and so is every IPv4 address embedded in it. */
    static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length == 4) {
            return isPublicIpv4(bytes, 0);
        }
        if (NAT64.contains(bytes)) {
            return isPublicIpv4(bytes, 12);
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return isPublicIpv4(bytes, 2);
        }
        if (TEREDO.contains(bytes)) {
            return isPublicIpv4(bytes, 4) && isPublicIpv4(inverted(bytes), 12);
        }
        return GLOBAL_UNICAST.contains(bytes)
                && SPECIAL_GLOBAL_UNICAST.stream().noneMatch(special -> special.contains(bytes));
    }

    private static boolean isPublicIpv4(byte[] bytes, int offset) {
        var address = Arrays.copyOfRange(bytes, offset, offset + 4);
        return SPECIAL_IPV4.stream().noneMatch(special -> special.contains(address));
    }

    private static byte[] inverted(byte[] bytes) {
        var inverted = new byte[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            inverted[i] = (byte) ~bytes[i];
        }
        return inverted;
    }

    private static List<Network> parseNetworks(String... texts) {
        return Stream.of(texts).map(Network::of).toList();
    }

    private record Network(int addressBits, int prefixBits, BigInteger prefix) {

        static Network of(String text) {
            var slash = text.indexOf('/');
            var address = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
            var prefixBits = Integer.parseInt(text.substring(slash + 1));
            return new Network(address.length * Byte.SIZE, prefixBits, prefix(address, prefixBits));
        }

        boolean contains(byte[] address) {
            return address.length * Byte.SIZE == addressBits
                    && prefix(address, prefixBits).equals(prefix);
        }

        private static BigInteger prefix(byte[] address, int bits) {
            return new BigInteger(1, address).shiftRight(address.length * Byte.SIZE - bits);
        }
    }
}
