package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What programs see of packages while jobs run (R16). */
class LiveBalanceApiTest extends ApiTest {

    @Test
    void subtractsUsageOfRunningJobsFromBalance() {
        var account = account();
        var place = place();
        var id = buy(account, offer(place), place);
        var support = platform("SUPPORT");
        var sent = forAccount(account, "METERING")
                .post("events", json("""
                {'specversion': '1.0', 'id': '1', 'source': '/scheduler', 'type': 'drawdown.job.started.v1', 'subject': 'train',
                 'data': {'account': '%s', 'region': '%s', 'pool': 'PUBLIC', 'specification': '%s', 'activity': 'TRAINING',
                          'nodes': 10, 'startedAt': '%s'}}""", account, place.region(), place.specification(), TestClock.START));
        assertThat(sent.at("/accepted").intValue()).as(sent.text()).isOne();

        clock.advance(Duration.ofMinutes(30));
        var one = support.get("accounts/" + account + "/packages/" + id);
        assertThat(one.at("/remainingNodeSeconds").longValue()).isEqualTo(18_000);
        assertThat(one.at("/settledRemainingNodeSeconds").longValue()).isEqualTo(36_000);
        assertThat(one.at("/status").stringValue()).isEqualTo("IN_EFFECT");
        assertThat(support.get("accounts/" + account + "/packages")
                        .at("/content/0/remainingNodeSeconds")
                        .longValue())
                .isEqualTo(18_000);
        assertThat(support.get("accounts/" + account + "/quotas")
                        .at("/content/0/remainingNodeSeconds")
                        .longValue())
                .isEqualTo(18_000);
        assertThat(support.get("accounts/" + account + "/orders")
                        .at("/content/0/package/remainingNodeSeconds")
                        .longValue())
                .isEqualTo(18_000);
        assertThat(support.csv("accounts/" + account + "/packages").text()).contains(",36000,18000,36000,");

        clock.advance(Duration.ofMinutes(30));
        assertThat(support.get("accounts/" + account + "/packages/" + id)
                        .at("/status")
                        .stringValue())
                .isEqualTo("USED_UP");
        assertThat(support.get("accounts/" + account + "/quotas")
                        .at("/content/0/remainingNodeSeconds")
                        .longValue())
                .isZero();
    }
}
