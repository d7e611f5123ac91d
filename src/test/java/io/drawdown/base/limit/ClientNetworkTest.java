package io.drawdown.base.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientNetworkTest {

    @Test
    void keysIpv4ByAddress() {
        assertThat(ClientNetwork.key("192.0.2.1"))
                .isEqualTo("address 192.0.2.1")
                .isNotEqualTo(ClientNetwork.key("192.0.2.2"));
        assertThat(ClientNetwork.key("unknown")).isEqualTo("address unknown");
    }

    @Test
    void keysIpv6ByNetwork() {
        assertThat(ClientNetwork.key("2001:db8:0:1::1"))
                .isEqualTo(ClientNetwork.key("2001:db8:0:1:ffff:0:0:2"))
                .isNotEqualTo(ClientNetwork.key("2001:db8:0:2::1"));
    }
}
