package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drawdown.base.Hash;
import io.drawdown.base.ProblemType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ApiKeyApiTest extends ApiTest {

    @Test
    void listsKeysOfAccount() {
        var account = account();
        var made = createKey(account, "'a scheduler'", ", 'expiresAt': '2026-12-22T12:00:00+02:00'");

        var list = admin.get("accounts/" + account + "/api-keys");

        assertThat(list.json().toString()).isEqualTo(json("""
                {'content':[{'id':%s,'name':'a scheduler','role':'METERING','account':'%s','state':'NEVER_USED',\
                'createdAt':'2026-11-22T10:00:00Z','createdBy':'bootstrap','expiresAt':'2026-12-22T10:00:00Z','lastUsedAt':null,\
                'revokedAt':null,'revokedBy':null}],'page':{'size':50,'number':0,'totalElements':1,'totalPages':1,'more':false},'next':null}""", made.at("/id"), account));
        assertThat(admin.csv("accounts/" + account + "/api-keys").text())
                .isEqualTo("""
                id,name,role,account,state,createdAt,createdBy,expiresAt,lastUsedAt,revokedAt,revokedBy
                %s,a scheduler,METERING,%s,NEVER_USED,2026-11-22T10:00:00Z,bootstrap,2026-12-22T10:00:00Z,,,
                """.formatted(made.at("/id"), account).replace("\n", "\r\n"));
    }

    @Test
    void listsKeysOfAllAccountsAndOfPlatform() {
        var account = account();
        var ofAccount = createKey(account, "'a'", "").at("/id").longValue();
        var ofPlatform = admin.post("api-keys", json("{'name': 'a desk', 'role': 'SUPPORT', 'expiresAt': null}"))
                .at("/id")
                .longValue();

        assertThat(admin.get("api-keys?size=1000").at("/content").findValuesAsString("id"))
                .contains(Long.toString(ofAccount), Long.toString(ofPlatform));
        assertThat(admin.get("api-keys?size=1000&platform=true").at("/content").findValuesAsString("id"))
                .contains(Long.toString(ofPlatform))
                .doesNotContain(Long.toString(ofAccount));
        assertThat(admin.get("api-keys?account=" + account + "&role=METERING&state=NEVER_USED&name=A")
                        .at("/page/totalElements")
                        .intValue())
                .isEqualTo(1);
        assertThat(admin.get("accounts/" + account + "/api-keys?state=REVOKED")
                        .at("/page/totalElements")
                        .intValue())
                .isZero();
        assertRefused(admin.get("api-keys?state=NOPE"), ProblemType.INVALID, "state");
        assertRefused(admin.get("accounts/nope/api-keys"), ProblemType.NOT_FOUND, null);
    }

    @Test
    void showsWhenKeysWereLastUsed() {
        var account = account();
        var key = createKey(account, "'a'", "");

        assertRefused(admin.withKey(key.at("/key").stringValue()).get("accounts"), ProblemType.FORBIDDEN, null);

        await().untilAsserted(() -> assertThat(admin.get("accounts/" + account + "/api-keys")
                        .at("/content/0/lastUsedAt")
                        .asString())
                .isEqualTo("2026-11-22T10:00:00Z"));
        assertThat(admin.get("accounts/" + account + "/api-keys")
                        .at("/content/0/state")
                        .stringValue())
                .isEqualTo("IN_USE");
    }

    @Test
    void treatsExpiredKeysLikeUnknownKeys() {
        var key = createKey(account(), "'a'", ", 'expiresAt': '2026-11-22T11:00:00Z'")
                .at("/key")
                .stringValue();
        assertSuccessful(admin.withKey(key).get("regions"));

        clock.advance(Duration.ofHours(1));

        var expired = admin.withKey(key).get("regions");
        var unknown = admin.withKey("nope").get("regions");
        assertRefused(expired, ProblemType.UNAUTHENTICATED, null);
        assertThat(expired.text()).isEqualTo(unknown.text());
        assertThat(expired.header("WWW-Authenticate")).isEqualTo(unknown.header("WWW-Authenticate"));
    }

    @Test
    void revokesKeysImmediatelyAndOnce() {
        var account = account();
        var other = account();
        var made = createKey(account, "'a'", "");
        var key = admin.withKey(made.at("/key").stringValue());
        var address = "accounts/" + account + "/api-keys/" + made.at("/id");
        assertSuccessful(key.get("regions"));

        assertRefused(delete(address.replace(account, other)), ProblemType.NOT_FOUND, null);
        assertSuccessful(key.get("regions"));
        assertThat(delete(address).status()).isEqualTo(204);
        assertRefused(key.get("regions"), ProblemType.UNAUTHENTICATED, null);
        assertThat(key.get("regions").text())
                .isEqualTo(admin.withKey("nope").get("regions").text());
        assertThat(delete(address).status()).isEqualTo(204);
        assertThat(delete("api-keys/" + made.at("/id")).status()).isEqualTo(204);
        assertThat(admin.get("accounts/" + account + "/api-keys")
                        .at("/content/0/revokedBy")
                        .stringValue())
                .isEqualTo("bootstrap");

        assertRefused(delete("api-keys/999999999"), ProblemType.NOT_FOUND, null);
        assertRefused(delete("api-keys/nope"), ProblemType.INVALID, "id");
    }

    @Test
    void letsKeyRevokeItself() {
        var made = admin.post("api-keys", json("{'name': 'leaked', 'role': 'ADMIN'}"));
        var key = admin.withKey(made.at("/key").stringValue());

        assertThat(key.send("DELETE", "api-keys/" + made.at("/id"), null).status())
                .isEqualTo(204);

        assertRefused(key.get("regions"), ProblemType.UNAUTHENTICATED, null);
    }

    @Test
    void letsOnlyAdminsListAndRevokeKeys() {
        var account = account();
        var id = createKey(account, "'a'", "").at("/id");
        for (var program :
                new ApiClient[] {forAccount(account, "CUSTOMER"), platform("SUPPORT"), forAccount(account, "METERING")
                }) {
            assertRefused(program.get("api-keys"), ProblemType.FORBIDDEN, null);
            assertRefused(program.get("accounts/" + account + "/api-keys"), ProblemType.FORBIDDEN, null);
            assertRefused(
                    program.send("DELETE", "accounts/" + account + "/api-keys/" + id, null),
                    ProblemType.FORBIDDEN,
                    null);
            assertRefused(program.send("DELETE", "api-keys/" + id, null), ProblemType.FORBIDDEN, null);
        }
        assertRefused(stranger.get("api-keys"), ProblemType.UNAUTHENTICATED, null);
    }

    @Test
    void rejectsInvalidExpiry() {
        var path = "accounts/" + account() + "/api-keys";
        for (var end : new String[] {"'2026-11-22T10:00:00Z'", "'1970-01-01T00:00:00Z'", "'tomorrow'", "7"}) {
            assertRefused(
                    admin.post(path, json("{'name': 'a', 'role': 'METERING', 'expiresAt': %s}", end)),
                    ProblemType.INVALID,
                    "expiresAt");
        }
        assertRefused(
                admin.post(path, json("{'name': 'a', 'role': 'METERING', 'expires': '2030-01-01T00:00:00Z'}")),
                ProblemType.INVALID,
                "expires");
        assertRefused(
                admin.post("api-keys", json("{'name': 'bootstrap', 'role': 'ADMIN'}")), ProblemType.INVALID, "name");
    }

    @Test
    void showsKeyOnlyInCreationResponse(CapturedOutput logged) {
        var account = account();
        var made = createKey(account, "'a secret one'", "");
        var key = made.at("/key").stringValue();
        assertSuccessful(admin.withKey(key).get("regions"));
        assertRefused(admin.withKey(key).post("events", "{"), ProblemType.MALFORMED_REQUEST, null);
        assertThat(delete("api-keys/" + made.at("/id")).status()).isEqualTo(204);
        assertRefused(admin.withKey(key).get("regions"), ProblemType.UNAUTHENTICATED, null);

        for (var path : new String[] {
            "api-keys?size=1000", "accounts/" + account + "/api-keys", "audit?size=1000&account=" + account
        }) {
            assertThat(admin.get(path).text()).contains("a secret one").doesNotContain(key, Hash.sha256(key), "hash");
            assertThat(admin.csv(path).text()).contains("a secret one").doesNotContain(key, Hash.sha256(key), "hash");
        }
        assertThat(logged.getAll()).doesNotContain(key, Hash.sha256(key));
    }

    private ApiClient.Answer createKey(String account, String name, String more) {
        var made =
                admin.post("accounts/" + account + "/api-keys", json("{'name': %s, 'role': 'METERING'%s}", name, more));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().propertyNames()).containsExactlyInAnyOrder("id", "key");
        return made;
    }

    private ApiClient.Answer delete(String path) {
        return admin.send("DELETE", path, null);
    }
}
