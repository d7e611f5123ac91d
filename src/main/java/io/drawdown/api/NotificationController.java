package io.drawdown.api;

import io.drawdown.alert.AlertKind;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.sql.Listing;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.message.NotificationBody;
import io.drawdown.notification.message.NotificationFilter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts/{account}/notifications")
@Tag(name = ApiDocument.ALERTS)
class NotificationController {

    private final Inbox inbox;

    NotificationController(Inbox inbox) {
        this.inbox = inbox;
    }

    record MarkedRead(int read) {}

    @Operation(summary = "What the account has been told, the newest first", description = """
            'package' is null where the total of a kind is told of, 'threshold' unless the kind is THRESHOLD. 'runsOutAt' comes with \
            THRESHOLD: when the rest will be used up, or expire, if the jobs that ran then run on. 'nextHourCost' comes with USED_UP: \
            what these jobs will cost in the hour after, pay-per-use. Both are null where no job ran that the package covers.""")
    @GetMapping
    Listing<NotificationBody> listNotifications(
            @PathVariable String account,
            @RequestParam(required = false) @Nullable Boolean unread,
            @RequestParam(required = false) @Nullable AlertKind kind,
            @RequestParam(name = "package", required = false) @Nullable String packageId) {
        return inbox.list(account, new NotificationFilter(unread, kind, packageId))
                .map(NotificationBody::of);
    }

    @Operation(summary = "One notification")
    @GetMapping("/{id}")
    NotificationBody getNotification(@PathVariable String account, @PathVariable String id) {
        return NotificationBody.of(inbox.get(account, id));
    }

    @Operation(
            summary = "Mark a notification as read",
            description = "For customers of the account and ADMIN. The first time stays.")
    @PostMapping("/{id}/read")
    NotificationBody markRead(@PathVariable String account, @PathVariable String id) {
        return NotificationBody.of(inbox.markRead(account, id));
    }

    @Operation(
            summary = "Mark all notifications as read",
            description = "For customers of the account and ADMIN. Answers how many were unread.")
    @PostMapping("/read-all")
    MarkedRead markAllRead(@PathVariable String account) {
        return new MarkedRead(inbox.markAllRead(account));
    }
}
