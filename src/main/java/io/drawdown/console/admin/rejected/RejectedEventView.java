package io.drawdown.console.admin.rejected;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.FactList;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Page;
import io.drawdown.console.customer.usage.UsageLinks;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.usage.RejectedEvents;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.RejectedEvent;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page of one rejected event: the event as it was received, why it was rejected, and a copy to correct and
 * replay.
 */
@Route("usage-not-billed/:event")
@RolesAllowed("ADMIN")
class RejectedEventView extends Page implements BeforeEnterObserver, HasDynamicTitle {

    private static final String EVENT = "event";

    private final RejectedEvents events;
    private final JsonMapper json;
    private final Clock clock;
    private @Nullable Shown shown;

    private record Shown(RejectedEvent event, EventEditor editor) {}

    RejectedEventView(RejectedEvents events, JsonMapper json, Clock clock) {
        super("Rejected event");
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /** Returns a link to an event's page. */
    static RouterLink link(RejectedEvent one) {
        return new RouterLink(
                one.eventId(), RejectedEventView.class, new RouteParameters(EVENT, Long.toString(one.id())));
    }

    @Override
    public String getPageTitle() {
        return shown().event().eventId() + " · Usage Not Billed · Drawdown";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entered) {
        var id = entered.getRouteParameters().get(EVENT).orElse("");
        try {
            show(events.get(id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1));
        } catch (ProblemException problem) {
            if (problem.type() == ProblemType.NOT_FOUND) {
                throw new NotFoundException(problem.detail());
            }
            throw problem;
        }
    }

    private void show(RejectedEvent one) {
        clear();
        header().setTitle(one.eventId());
        addComponentAsFirst(breadcrumb());
        var editor = new EventEditor(
                prettyJson(one.mended() == null ? one.event() : one.mended()),
                prettyJson(one.event()),
                json,
                this::save);
        shown = new Shown(one, editor);
        var open = one.state() == RejectedEvent.State.OPEN;
        if (open) {
            var replay = new Button("Replay", click -> replay());
            replay.addThemeVariants(ButtonVariant.PRIMARY);
            header().setActions(replay);
        }
        add(rejectionNotice(one));
        var came = new Card("Original event", jsonBlock(one.event()));
        var columns = new Div(new Div(factsCard(one), came), new Div(copyCard(one, open ? editor : null)));
        columns.addClassName("rejected-event");
        add(columns);
    }

    private Shown shown() {
        return Objects.requireNonNull(shown);
    }

    private static Notice rejectionNotice(RejectedEvent one) {
        var remedy = new Span(" " + RejectedEventLabels.remedyText(one));
        return one.state() == RejectedEvent.State.OPEN
                ? new Notice(Notice.Tone.WARNING, new Span(one.detail()), remedy)
                        .lead(RejectedEventLabels.title(one))
                        .unannounced()
                : new Notice(Notice.Tone.INFO, new Span(RejectedEventLabels.remedyText(one)))
                        .lead(RejectedEventLabels.label(one.state()))
                        .unannounced();
    }

    private Card factsCard(RejectedEvent one) {
        var now = clock.instant();
        var factList = new FactList()
                .fact("Account", RejectedEventGrid.accountCell(one))
                .fact("Source", one.source());
        if (one.field() != null) {
            factList.fact("Invalid field", one.field());
        }
        factList.fact("Received", instantText(one.receivedAt(), now));
        if (one.mendedAt() != null) {
            factList.fact("Corrected by", new Span(new Span(one.mendedBy() + ", "), instantText(one.mendedAt(), now)));
        }
        if (one.replayedAt() != null) {
            factList.fact(
                    "Replayed by", new Span(new Span(one.replayedBy() + ", "), instantText(one.replayedAt(), now)));
        }
        return new Card("About this event", factList).aside(RejectedEventLabels.badge(one));
    }

    private Card copyCard(RejectedEvent one, @Nullable EventEditor editor) {
        if (editor != null) {
            return new Card("Corrected copy", editor);
        }
        return one.mended() == null
                ? new Card("Corrected copy", new Span("None was made."))
                : new Card("Corrected copy", jsonBlock(one.mended()));
    }

    private static Span instantText(Instant instant, Instant now) {
        return new Span(InstantText.at(instant, ZoneOffset.UTC, now), new Span(" UTC"));
    }

    private Pre jsonBlock(JsonNode event) {
        var code = new Pre(prettyJson(event));
        code.addClassName("event-json");
        return code;
    }

    private String prettyJson(JsonNode event) {
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(event);
    }

    private boolean save(JsonNode copy) {
        try {
            var saved = events.mend(shown().event(), copy);
            show(saved);
            showNotice(
                    saved.mended() == null
                            ? new Notice(Notice.Tone.INFO, "The copy equals the original event, so none is kept.")
                            : new Notice(
                                    Notice.Tone.SUCCESS,
                                    "Kept in addition to the original event. A replay settles this copy."));
            return true;
        } catch (ProblemException refused) {
            if (refused.type() == ProblemType.CHANGED_MEANWHILE) {
                showNotice(new Notice(Notice.Tone.ERROR, refused.detail())
                        .action(new Button(
                                "Open again",
                                click -> show(events.get(shown().event().id())))));
            } else {
                shown().editor().showProblems(refused);
            }
            return false;
        }
    }

    private void replay() {
        var editor = shown().editor();
        if (editor.isChanged() && !editor.saveChanges()) {
            return;
        }
        try {
            var before = shown().event();
            var result = events.replay(before);
            show(events.get(before.id()));
            showNotice(resultNotice(before, result));
        } catch (ProblemException refused) {
            show(events.get(shown().event().id()));
            showNotice(new Notice(Notice.Tone.ERROR, refused.detail()));
        }
    }

    private Notice resultNotice(RejectedEvent before, EventResult result) {
        var settled = result.status() == EventResult.Status.ACCEPTED || result.status() == EventResult.Status.DUPLICATE;
        var notice = new Notice(settled ? Notice.Tone.SUCCESS : Notice.Tone.ERROR, RejectedEventLabels.label(result));
        var event = before.mended() == null ? before.event() : before.mended();
        var job = event.path("subject");
        return settled && job.isString() && !event.path("type").stringValue("").contains("voided")
                ? notice.action(UsageLinks.jobLink(
                        job.stringValue(),
                        QueryParameters.of(
                                AccountPage.ACCOUNT, event.at("/data/account").stringValue(before.account()))))
                : notice;
    }

    private static Nav breadcrumb() {
        var way = new Nav(new RouterLink("Usage Not Billed", RejectedEventsView.class));
        way.setAriaLabel("Breadcrumb");
        way.addClassName("breadcrumb");
        return way;
    }
}
