package io.drawdown.notification.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com",
                "https://hooks.example.com:8443/a/b?c=d",
                "HTTPS://hooks.example.com/",
                "https://8.8.8.8/",
                "https://[2606:4700::1111]/",
                "https://xn--bcher-kva.example/",
            })
    void acceptsPublicUrls(String url) {
        assertThat(WebhookUrl.findProblem(url, false)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is required",
                "hooks.example.com|must be a whole URL",
                "/hooks|must be a whole URL",
                "https:///hooks|must be a whole URL",
                "https:hooks|must be a whole URL",
                "https://hooks.example.com/a b|must be a whole URL",
                "https://bücher.example/|must be a whole URL",
                "https://hooks.example.com:0/|must be a whole URL",
                "https://hooks.example.com:65536/|must be a whole URL",
                "https://127.1/|must be a whole URL",
                "https://2130706433/|must lead to a public address",
                "https://li:secret@hooks.example.com/|user name or password",
                "https://@hooks.example.com/|user name or password",
                "http://hooks.example.com/|must begin with https://",
                "ftp://hooks.example.com/|must begin with https://",
                "https://127.0.0.1/|must lead to a public address",
                "https://169.254.169.254/|must lead to a public address",
                "https://[::1]/|must lead to a public address",
                "https://[::ffff:10.0.0.1]/|must lead to a public address",
            })
    void refusesInvalidUrls(String url, String problem) {
        assertThat(WebhookUrl.findProblem(url, false)).contains(problem);
    }

    @Test
    void refusesOverlongUrls() {
        var longest = "https://hooks.example.com/" + "a".repeat(2000 - 26);

        assertThat(WebhookUrl.findProblem(longest, false)).isNull();
        assertThat(WebhookUrl.findProblem(longest + "a", false)).isEqualTo("must be at most 2000 characters");
    }

    @Test
    void acceptsPrivateUrlsWhereAllowed() {
        assertThat(WebhookUrl.findProblem("http://localhost:8025/", true)).isNull();
        assertThat(WebhookUrl.findProblem("https://10.0.0.7/", true)).isNull();
        assertThat(WebhookUrl.findProblem("ftp://10.0.0.7/", true)).isEqualTo("must begin with https:// or http://");
    }
}
