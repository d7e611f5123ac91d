package io.drawdown.notification.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {

    /** The vector that the libraries of the Standard Webhooks specification are tested with. */
    @Test
    void signsAsTheSpecificationDoes() {
        var secret = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        var signature = secret.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void hasTwentyFourRandomBytes() {
        var secrets = Stream.generate(WebhookSecret::random)
                .limit(100)
                .map(WebhookSecret::text)
                .toList();

        assertThat(secrets).doesNotHaveDuplicates().allSatisfy(secret -> {
            assertThat(secret).startsWith("whsec_");
            assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(24);
        });
    }

    @Test
    void hidesTheSecretInItsText() {
        var secret = WebhookSecret.random();

        assertThat(secret).hasToString("whsec_…");
    }
}
