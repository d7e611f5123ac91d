package io.drawdown.notification.internal.email;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an e-mail says, from which both of its forms are made.
 *
 * @param preheader what mail programs show beside the subject in a list
 * @param note what the reader should know about all of it
 */
record MailContent(
        String subject, String preheader, String introduction, List<Section> sections, String note, List<Link> links) {

    /** One notification. */
    record Section(String headline, @Nullable Link link, List<Fact> facts) {}

    /** Something about it, such as what remains. */
    record Fact(String label, String value) {}

    /** A page of the console. */
    record Link(String label, String address) {}

    /** As plain text. */
    String asText() {
        var text = new StringBuilder(introduction).append("\n");
        for (var section : sections) {
            text.append("\n").append(section.headline()).append("\n");
            section.facts()
                    .forEach(fact -> text.append("  ")
                            .append(fact.label())
                            .append(": ")
                            .append(fact.value())
                            .append("\n"));
            if (section.link() != null) {
                appendLink(text.append("  "), section.link());
            }
        }
        text.append("\n").append(note).append("\n\n");
        links.forEach(link -> appendLink(text, link));
        return text.toString();
    }

    private static void appendLink(StringBuilder text, Link link) {
        text.append(link.label()).append(": ").append(link.address()).append("\n");
    }
}
