package io.drawdown.console.customer.buy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.Tag;

/** The browser's own radio button, for a table row. */
@Tag("input")
class OfferRadio extends Component implements Focusable<OfferRadio> {

    private final String offer;

    OfferRadio(String group, String offer, Runnable chosen) {
        this.offer = offer;
        setId(group + "-" + offer);
        getElement().setAttribute("type", "radio").setAttribute("name", group);
        addListener(ChosenEvent.class, event -> chosen.run());
    }

    String offer() {
        return offer;
    }

    boolean isChosen() {
        return getElement().getProperty("checked", false);
    }

    void setChosen(boolean chosen) {
        getElement().setProperty("checked", chosen);
    }

    /** The event that a user chose the radio button. */
    @DomEvent("change")
    public static class ChosenEvent extends ComponentEvent<OfferRadio> {

        public ChosenEvent(OfferRadio source, boolean fromClient) {
            super(source, fromClient);
        }
    }
}
