package io.drawdown.console.components.list;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import io.drawdown.console.components.Card;
import java.util.function.DoubleConsumer;

/**
 * Follows the width that a grid has for its columns, in rem. At first it is estimated from the window's width, then the
 * browser measures it and reports changes.
 */
final class GridRoom {

    /** The width of a window, in CSS pixels, from which the navigation stands beside the page, as in frame.css. */
    private static final int NAVIGATION_FROM_PIXELS = 1200;

    /** The width of a window, in CSS pixels, up to which the page has less padding, as in frame.css. */
    private static final int PHONE_PIXELS = 800;

    private static final int NAVIGATION_PIXELS = 224;
    private static final int PAGE_PADDING_PIXELS = 58;
    private static final int FRAME_PIXELS = 14;
    private static final int PHONE_PADDING_PIXELS = 32;
    private static final int CARD_PADDING_PIXELS = 42;
    private static final int SCROLL_BAR_PIXELS = 16;
    private static final double PIXELS_PER_REM = 16;

    private static final String CHANGE = "room-change";
    private static final String ROOM = "event.detail";

    /** Reports a room that differs from the one that the server assumes, which is the parameter. */
    private static final String MEASURE = """
            let reported = $0;
            let pause;
            const report = () => {
              const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
              const room = this.clientWidth / rem - 1;
              if (room > 0 && Math.abs(room - reported) > 0.2) {
                reported = room;
                this.dispatchEvent(new CustomEvent('room-change', { detail: room }));
              }
            };
            this.roomObserver?.disconnect();
            this.roomObserver = new ResizeObserver(() => {
              clearTimeout(pause);
              pause = setTimeout(report, 50);
            });
            report();
            this.roomObserver.observe(this);
            """;

    private GridRoom() {}

    /** Calls back with the room of a grid, in rem, when it is attached and whenever it changes. */
    static void follow(Grid<?> grid, DoubleConsumer onRoom) {
        grid.getElement()
                .addEventListener(
                        CHANGE,
                        event -> onRoom.accept(event.getEventData().get(ROOM).asDouble(0)))
                .addEventData(ROOM);
        grid.addAttachListener(attached -> {
            var estimate = estimateRem(attached);
            onRoom.accept(estimate);
            grid.getElement().executeJs(MEASURE, estimate);
        });
    }

    private static double estimateRem(AttachEvent attached) {
        var window = attached.getUI().getPage().windowSizeSignal().peek().width();
        if (window == 0) {
            return Double.MAX_VALUE; // not known
        }
        var pixels = window - SCROLL_BAR_PIXELS;
        if (window <= PHONE_PIXELS) {
            pixels -= PHONE_PADDING_PIXELS;
        } else {
            pixels -= PAGE_PADDING_PIXELS
                    + FRAME_PIXELS
                    + (window < NAVIGATION_FROM_PIXELS ? FRAME_PIXELS : NAVIGATION_PIXELS);
        }
        if (isInCard(attached.getSource())) {
            pixels -= CARD_PADDING_PIXELS;
        }
        return pixels / PIXELS_PER_REM;
    }

    private static boolean isInCard(Component grid) {
        for (var around = grid.getParent();
                around.isPresent();
                around = around.get().getParent()) {
            if (around.get() instanceof Card) {
                return true;
            }
        }
        return false;
    }
}
