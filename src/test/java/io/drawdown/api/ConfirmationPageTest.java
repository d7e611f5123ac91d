package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.Hash;
import io.drawdown.base.sql.Sql;
import io.drawdown.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The link of an e-mail that asks to confirm an address, followed by somebody who isn't signed in. */
class ConfirmationPageTest extends ApiTest {

    private static final String EMAIL = "li.wei@example.com";

    @Autowired
    private JdbcClient jdbc;

    private static int minutes;

    private String account;
    private String link;

    @BeforeEach
    void addRecipient() {
        minutes += 2;
        clock.advance(Duration.ofMinutes(minutes)); // so that each test may follow as many links as the first
        account = account();
        link = "/confirm/" + account;
        assertSuccessful(forAccount(account, "CUSTOMER")
                .put("accounts/" + account + "/alert-recipients", json("{'emails':['%s']}", EMAIL)));
        jdbc.sql(
                        "insert into recipient_confirmation (account, token_hash, email, expires_at) values (:account, :hash, :email, :until)")
                .param("account", account)
                .param("hash", Hash.sha256(account))
                .param("email", EMAIL)
                .param("until", Sql.utc(clock.instant().plus(Duration.ofDays(7))))
                .update();
    }

    @AfterEach
    void restoreClock() {
        clock.set(TestClock.START);
    }

    @Test
    void confirmsAddressOnce() {
        var followed = stranger.get(link);

        assertThat(followed.status()).isEqualTo(200);
        assertThat(followed.text()).contains("The address is confirmed", "usage alerts of Acme are sent to " + EMAIL);
        assertThat(unconfirmedRecipients()).isEqualTo("[]");
        var again = stranger.get(link);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).contains("The address was confirmed before");
    }

    @Test
    void needsNoSessionAndIsNotCached() {
        var followed = stranger.get(link);

        assertThat(followed.header("Set-Cookie")).isNull();
        assertThat(followed.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(followed.header("Cache-Control")).contains("no-store");
        assertThat(followed.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(followed.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(followed.header("Referrer-Policy")).isEqualTo("same-origin");
    }

    @Test
    void confirmsNothingOnHeadRequest() {
        assertThat(stranger.send("HEAD", link, null).status()).isEqualTo(200);

        assertThat(unconfirmedRecipients()).isEqualTo("[\"" + EMAIL + "\"]");
        assertThat(stranger.send("POST", link, "").status()).isEqualTo(405);
    }

    @Test
    void explainsInvalidLinks() {
        assertThat(stranger.get("/confirm/nothing").status()).isEqualTo(404);
        assertThat(stranger.get("/confirm/nothing").text()).contains("No such link");

        jdbc.sql("update recipient_confirmation set expires_at = :now where account = :account")
                .param("now", Sql.utc(clock.instant()))
                .param("account", account)
                .update();
        assertThat(stranger.get(link).status()).isEqualTo(410);
        assertThat(stranger.get(link).text()).contains("This link has expired");
        assertSuccessful(admin.put("accounts/" + account + "/alert-recipients", "{\"emails\":[]}"));
        assertThat(stranger.get(link).status()).isEqualTo(410);
        assertThat(stranger.get(link).text()).contains("There is nothing to confirm");
    }

    @Test
    void limitsAttempts() {
        for (var guess = 0; guess < 30; guess++) {
            assertThat(stranger.get("/confirm/guess" + guess).status()).isEqualTo(404);
        }

        var refused = stranger.get(link);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        assertThat(unconfirmedRecipients()).isEqualTo("[\"" + EMAIL + "\"]");
    }

    private String unconfirmedRecipients() {
        return admin.get("accounts/" + account + "/alert-recipients")
                .at("/unconfirmed")
                .toString();
    }
}
