package io.drawdown.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {

    @Test
    void isTheAddressItself() {
        assertThat(Network.of("192.0.2.1")).isEqualTo("address 192.0.2.1").isNotEqualTo(Network.of("192.0.2.2"));
        assertThat(Network.of("unknown")).isEqualTo("address unknown");
    }

    @Test
    void isTheWholeNetworkOfAnAddressThatIsOneOfVeryMany() {
        assertThat(Network.of("2001:db8:0:1::1"))
                .isEqualTo(Network.of("2001:db8:0:1:ffff:0:0:2"))
                .isNotEqualTo(Network.of("2001:db8:0:2::1"));
    }
}
