package io.drawdown.console.components.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.data.provider.Query;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortKey;
import io.drawdown.console.ConsoleTest;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables of lists that are longer than what is counted. */
class DataGridTest extends ConsoleTest {

    private final DataGrid<Long> dataGrid = new DataGrid<>(row -> row);

    @BeforeEach
    void add() {
        dataGrid.textColumn("Number", String::valueOf);
        UI.getCurrent().add(dataGrid);
    }

    @Test
    void growsLongListWhileScrolling() {
        var list = numbers(25_000);

        dataGrid.show(list, list.count());

        assertThat(list.count()).isEqualTo(10_001);
        assertThat(dataGrid.getDataCommunicator().isDefinedSize()).isFalse();
        assertThat(dataGrid.getDataCommunicator().getItem(24_999)).isEqualTo(24_999);
        assertThat(dataGrid.getDataProvider().fetch(new Query<>(24_990, 50, List.of(), null, null)))
                .hasSize(10);
    }

    @Test
    void countsListOnceItIsShort() {
        dataGrid.show(numbers(10_000), 10_000);
        assertThat(dataGrid.getDataCommunicator().isDefinedSize()).isTrue();
        assertThat(dataGrid.getDataCommunicator().getItemCount()).isEqualTo(10_000);

        dataGrid.refresh(numbers(10_001), 10_001);
        assertThat(dataGrid.getDataCommunicator().isDefinedSize()).isFalse();

        dataGrid.refresh(numbers(30), 30);
        assertThat(dataGrid.getDataCommunicator().isDefinedSize()).isTrue();
        assertThat(dataGrid.getDataCommunicator().getItemCount()).isEqualTo(30);
    }

    private static Listing<Long> numbers(int many) {
        return Listing.of(LongStream.range(0, many).boxed().toList(), SortKey.integer(row -> row));
    }
}
