package io.drawdown.notification.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // IPv4: the first and last of each network
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "168.63.129.16",
                "169.254.0.0",
                "169.254.169.254",
                "169.254.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.0",
                "192.0.0.255",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                // IPv6
                "::",
                "::1",
                "fc00::1",
                "fdff::1",
                "fd00:ec2::254",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "100::1",
                "2001:db8::1",
                "3fff::1",
                "2001::1",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                "64:ff9b:1::1",
                "4000::1",
                // IPv4 within IPv6: mapped, compatible, NAT64, 6to4, Teredo's client (inverted) and server
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.7",
                "::127.0.0.1",
                "::8.8.8.8",
                "64:ff9b::10.0.0.7",
                "64:ff9b::169.254.169.254",
                "2002:0a00:0007::1",
                "2002:7f00:0001::1",
                "2002:c0a8:0101::1",
                "2001:0:0808:0808::f5ff:fff8",
                "2001:0:0a00:0007::f7f7:f7f7",
            })
    void excludesSpecialPurposeAddresses(String literal) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "168.63.129.15",
                "168.63.129.17",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::1",
                "2400:cb00::1",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2002:0808:0808::1",
                "2001:0:0808:0808::f7f7:f7f7",
            })
    void includesPublicAddresses(String literal) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(literal))).isTrue();
    }
}
