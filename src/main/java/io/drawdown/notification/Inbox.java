package io.drawdown.notification;

import io.drawdown.account.Access;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.notification.internal.NotificationRepository;
import io.drawdown.notification.message.Notification;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.notification.message.NumericId;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The notifications of an account. Each becomes visible with the commit of the change that caused it (R22). */
@Service
public class Inbox {

    private final NotificationRepository notifications;
    private final Access access;
    private final Clock clock;

    Inbox(NotificationRepository notifications, Access access, Clock clock) {
        this.notifications = notifications;
        this.access = access;
        this.clock = clock;
    }

    /** Lists the notifications of an account that match a filter, the newest first. */
    @Transactional(readOnly = true)
    public Listing<Notification> list(String account, NotificationFilter filter) {
        access.requireRead(account);
        return notifications.list(account, filter);
    }

    /** Returns a notification of an account. */
    @Transactional(readOnly = true)
    public Notification get(String account, String id) {
        access.requireRead(account);
        return find(account, id);
    }

    /** Marks a notification as read; a repeated call keeps the first time. */
    @RetryOnConflict
    @Transactional
    public Notification markRead(String account, String id) {
        access.requireMarkRead(account);
        notifications.markRead(account, NumericId.parse(id), clock.instant());
        return find(account, id);
    }

    /** Marks all unread notifications as read, and returns their number. */
    @RetryOnConflict
    @Transactional
    public int markAllRead(String account) {
        access.requireMarkRead(account);
        return notifications.markAllRead(account, clock.instant());
    }

    /** Counts the unread notifications of an account. */
    @Transactional(readOnly = true)
    public long countUnread(String account) {
        access.requireRead(account);
        return notifications.countUnread(account);
    }

    /** Counts the unread notifications by account. Checks no access: it serves pages that have checked it already. */
    @Transactional(readOnly = true)
    public Map<String, Long> countUnread(Collection<String> accounts) {
        return notifications.countUnread(accounts);
    }

    private Notification find(String account, String id) {
        return notifications
                .find(account, NumericId.parse(id))
                .orElseThrow(() -> ProblemException.notFound("The notification '" + id + "'"));
    }
}
