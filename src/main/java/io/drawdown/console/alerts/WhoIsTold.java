package io.drawdown.console.alerts;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Paragraph;
import io.drawdown.console.format.Format;
import io.drawdown.notification.Channels.ToldBy;
import java.util.ArrayList;
import java.util.List;

/** Says who will be told, what may be missing for that, and that nothing stops. */
class WhoIsTold extends Paragraph {

    private static final int MOST_NAMED = 3;

    WhoIsTold(ToldBy toldBy, Names names, boolean mayChange) {
        addClassName("quiet");
        add(new Text("Messages go to " + channels(toldBy)
                + " when remaining quota reaches a threshold, and when nothing is left. "
                + "An alert does not stop jobs. " + missing(toldBy)));
        var hasNobody = toldBy.mailConfigured() && toldBy.emails().isEmpty() && toldBy.unconfirmed() == 0;
        add(names.elsewhere(
                "notifications/settings",
                !mayChange ? "See who is told" : hasNobody ? "Enter an address" : "Change who is told"));
    }

    private static String channels(ToldBy toldBy) {
        var channels = new ArrayList<String>();
        if (toldBy.mailConfigured()) {
            var emails = toldBy.emails();
            var named = emails.size() <= MOST_NAMED ? emails.size() : MOST_NAMED - 1;
            channels.addAll(emails.subList(0, named));
            if (named < emails.size()) {
                channels.add(Format.count(emails.size() - (long) named, "more address", "more addresses"));
            }
        }
        channels.add("the inbox");
        if (toldBy.webhooks() > 0) {
            channels.add(
                    toldBy.webhooks() == 1 ? "one webhook" : Format.count(toldBy.webhooks(), "webhook", "webhooks"));
        }
        return and(channels);
    }

    private static String missing(ToldBy toldBy) {
        if (!toldBy.mailConfigured()) {
            return "No e-mail is sent, because no mail server is set up for this console. ";
        }
        if (toldBy.unconfirmed() > 0) {
            return Format.count(toldBy.unconfirmed(), "address gets", "addresses get") + " no e-mail until "
                    + (toldBy.unconfirmed() == 1 ? "it has" : "they have") + " confirmed. ";
        }
        return toldBy.emails().isEmpty() ? "No e-mail is sent, because no address has been entered yet. " : "";
    }

    private static String and(List<String> words) {
        var last = words.size() - 1;
        return last == 0 ? words.getFirst() : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
