package io.drawdown.notification.internal.email;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of an e-mail, from which its HTML and plain text are made.
 *
 * @param preheader the text that mail programs show next to the subject in a list
 * @param note a note that applies to the whole e-mail
 */
record MailContent(
        String subject, String preheader, String introduction, List<Section> sections, String note, List<Link> links) {

    /** The section for one notification. */
    record Section(String headline, @Nullable Link link, List<Fact> facts) {}

    /** A labelled value, such as what remains. */
    record Fact(String label, String value) {}

    /** A link to a page of the console. */
    record Link(String label, String address) {}

    /** Returns the content as plain text. */
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
