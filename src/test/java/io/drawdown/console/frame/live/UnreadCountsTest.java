package io.drawdown.console.frame.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.Command;
import io.drawdown.notification.Inbox;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class UnreadCountsTest {

    private final Inbox inbox = mock();
    private final UnreadCounts counts = new UnreadCounts(inbox, Clock.systemUTC(), false);

    /** An open page that counts how often it is updated. */
    private static final class OpenPage extends UI {

        private final Div bell = new Div();
        private int updates;
        private boolean gone;

        OpenPage() {
            add(bell);
        }

        @Override
        public Future<Void> access(Command command) {
            if (gone) {
                throw new UIDetachedException();
            }
            updates++;
            command.execute();
            return CompletableFuture.completedFuture(null);
        }
    }

    @Test
    void queriesOnceForAllOpenPages() {
        watch(new OpenPage(), "acme", 0);
        watch(new OpenPage(), "acme", 0);
        watch(new OpenPage(), "borealis", 0);

        counts.poll();

        verify(inbox).countUnread(Set.of("acme", "borealis"));
        verifyNoMoreInteractions(inbox);
    }

    @Test
    void queriesNothingWithoutOpenPages() {
        counts.poll();

        verify(inbox, never()).countUnread(anyCollection());
    }

    @Test
    void updatesOnlyPagesWithChangedCount() {
        var changed = new OpenPage();
        var same = new OpenPage();
        var told = watch(changed, "acme", 1);
        watch(same, "borealis", 3);
        unread(Map.of("acme", 2L, "borealis", 3L));

        counts.poll();
        counts.poll();

        assertThat(told).containsExactly(2L);
        assertThat(changed.updates).isEqualTo(1);
        assertThat(same.updates).isZero();
    }

    @Test
    void updatesEachPageOnce() {
        var page = new OpenPage();
        var first = watch(page, "acme", 0);
        var second = new ArrayList<Long>();
        counts.watch(page.bell, "acme", 0, second::add);
        unread(Map.of("acme", 1L));

        counts.poll();

        assertThat(page.updates).isEqualTo(1);
        assertThat(first).isEqualTo(second).containsExactly(1L);
    }

    @Test
    void unsubscribesOnDetachAndResubscribesOnAttach() {
        var page = new OpenPage();
        var told = watch(page, "acme", 0);

        page.remove(page.bell);
        assertThat(counts.subscriptionCount()).isZero();

        page.add(page.bell);
        unread(Map.of("acme", 1L));
        counts.poll();
        assertThat(told).containsExactly(1L);
    }

    @Test
    void forgetsRemovedSubscriptions() {
        var page = new OpenPage();
        var watching = counts.watch(page.bell, "acme", 0, unread -> {});

        watching.remove();
        page.remove(page.bell);
        page.add(page.bell);

        assertThat(counts.subscriptionCount()).isZero();
    }

    @Test
    void forgetsClosedPages() {
        var page = new OpenPage();
        watch(page, "acme", 0);
        page.gone = true;
        unread(Map.of("acme", 1L));

        counts.poll();

        assertThat(counts.subscriptionCount()).isZero();
    }

    @Test
    void recountsImmediatelyForActingPage() {
        var here = new OpenPage();
        var told = watch(here, "acme", 1);
        var elsewhere = watch(new OpenPage(), "acme", 1);
        unread(Map.of("acme", 0L));

        counts.recount(here);
        counts.poll();

        assertThat(told).containsExactly(0L);
        assertThat(here.updates).isZero();
        assertThat(elsewhere).containsExactly(0L);
    }

    @Test
    void resumesAfterDatabaseFailure() {
        var told = watch(new OpenPage(), "acme", 0);
        when(inbox.countUnread(anyCollection()))
                .thenThrow(new IllegalStateException("no database"))
                .thenReturn(Map.of("acme", 1L));

        counts.start();
        try {
            verify(inbox, timeout(10_000).atLeast(3)).countUnread(anyCollection());
        } finally {
            counts.stop();
        }

        assertThat(told).containsExactly(1L);
    }

    private List<Long> watch(OpenPage page, String account, long known) {
        var told = new ArrayList<Long>();
        counts.watch(page.bell, account, known, told::add);
        return told;
    }

    private void unread(Map<String, Long> unread) {
        when(inbox.countUnread(anyCollection())).thenReturn(unread);
    }
}
