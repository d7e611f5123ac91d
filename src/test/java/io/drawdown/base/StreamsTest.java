package io.drawdown.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import java.util.ArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How many lists may be read whole at once. */
@DrawdownTest
class StreamsTest {

    @Autowired
    private SqlListing.Database database;

    @Autowired
    private Fixture fixture;

    @Test
    void refuseOneThatIsOneTooMany() {
        var refused = catchThrowableOfType(
                ProblemException.class, () -> accounts(new Semaphore(0)).forEach(account -> {}));

        assertThat(refused.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    }

    @Test
    void makeRoomForTheNextHoweverTheyEnd() {
        fixture.account();
        var one = new Semaphore(1);

        assertThatThrownBy(() -> accounts(one).forEach(account -> {
                    throw new IllegalStateException("The reader has gone");
                }))
                .hasMessage("The reader has gone");

        var read = new ArrayList<String>();
        accounts(one).forEach(read::add);
        assertThat(read).isNotEmpty();
        assertThat(one.availablePermits()).isEqualTo(1);
    }

    private SqlListing<String> accounts(Semaphore streams) {
        return new SqlListing<>(
                        new SqlListing.Database(database.jdbc(), database.reading(), streams),
                        "code",
                        "account",
                        (row, index) -> row.getString("code"))
                .orderBy(SortColumn.text("code"));
    }
}
