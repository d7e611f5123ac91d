package io.drawdown.console.components;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.data.provider.Query;
import io.drawdown.base.Listing;
import io.drawdown.base.SortKey;
import io.drawdown.console.ConsoleTest;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables of lists that are longer than what is counted. */
class LongTableTest extends ConsoleTest {

    private final Table<Long> table = new Table<>(row -> row);

    @BeforeEach
    void add() {
        table.text("Number", String::valueOf);
        UI.getCurrent().add(table);
    }

    @Test
    void growWhileTheyAreScrolled() {
        var list = numbers(25_000);

        table.show(list, list.count());

        assertThat(list.count()).isEqualTo(10_001);
        assertThat(table.getDataCommunicator().isDefinedSize()).isFalse();
        assertThat(table.getDataCommunicator().getItem(24_999)).isEqualTo(24_999);
        assertThat(table.getDataProvider().fetch(new Query<>(24_990, 50, List.of(), null, null)))
                .hasSize(10);
    }

    @Test
    void areCountedOnceTheyAreShort() {
        table.show(numbers(10_000), 10_000);
        assertThat(table.getDataCommunicator().isDefinedSize()).isTrue();
        assertThat(table.getDataCommunicator().getItemCount()).isEqualTo(10_000);

        table.refresh(numbers(10_001), 10_001);
        assertThat(table.getDataCommunicator().isDefinedSize()).isFalse();

        table.refresh(numbers(30), 30);
        assertThat(table.getDataCommunicator().isDefinedSize()).isTrue();
        assertThat(table.getDataCommunicator().getItemCount()).isEqualTo(30);
    }

    private static Listing<Long> numbers(int many) {
        return Listing.of(LongStream.range(0, many).boxed().toList(), SortKey.whole(row -> row));
    }
}
