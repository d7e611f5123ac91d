package io.drawdown.console.customer.alerts;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Paragraph;
import io.drawdown.base.format.Format;
import io.drawdown.notification.NotificationChannels.ChannelSummary;
import java.util.ArrayList;
import java.util.List;

/** The text on who receives alerts, what is missing for that, and that no job is stopped. */
class RecipientsSummary extends Paragraph {

    private static final int MAX_NAMED = 3;

    RecipientsSummary(ChannelSummary channelSummary, AlertTargetNames alertTargetNames, boolean mayChange) {
        addClassName("quiet");
        add(new Text("Messages go to " + channelsText(channelSummary)
                + " when remaining quota reaches a threshold, and when nothing is left. "
                + "An alert does not stop jobs. " + missingText(channelSummary)));
        var hasNobody = channelSummary.mailConfigured()
                && channelSummary.confirmedEmails().isEmpty()
                && channelSummary.unconfirmedCount() == 0;
        add(alertTargetNames.linkInNewWindow(
                "notifications/settings",
                !mayChange ? "See recipients" : hasNobody ? "Enter an address" : "Change recipients"));
    }

    private static String channelsText(ChannelSummary channelSummary) {
        var channels = new ArrayList<String>();
        if (channelSummary.mailConfigured()) {
            var emails = channelSummary.confirmedEmails();
            var named = emails.size() <= MAX_NAMED ? emails.size() : MAX_NAMED - 1;
            channels.addAll(emails.subList(0, named));
            if (named < emails.size()) {
                channels.add(Format.count(emails.size() - (long) named, "more address", "more addresses"));
            }
        }
        channels.add("the inbox");
        if (channelSummary.webhookCount() > 0) {
            channels.add(
                    channelSummary.webhookCount() == 1
                            ? "one webhook"
                            : Format.count(channelSummary.webhookCount(), "webhook", "webhooks"));
        }
        return joinWithAnd(channels);
    }

    private static String missingText(ChannelSummary channelSummary) {
        if (!channelSummary.mailConfigured()) {
            return "No e-mail is sent, because no mail server is set up for this console. ";
        }
        if (channelSummary.unconfirmedCount() > 0) {
            return Format.count(channelSummary.unconfirmedCount(), "address gets", "addresses get")
                    + " no e-mail until " + (channelSummary.unconfirmedCount() == 1 ? "it has" : "they have")
                    + " confirmed. ";
        }
        return channelSummary.confirmedEmails().isEmpty()
                ? "No e-mail is sent, because no address has been entered yet. "
                : "";
    }

    private static String joinWithAnd(List<String> words) {
        var last = words.size() - 1;
        return last == 0 ? words.getFirst() : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
