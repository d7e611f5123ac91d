package io.drawdown.notification.internal;

import io.drawdown.notification.delivery.Channel;

/** Takes messages out of the program by one channel. */
public interface Courier {

    Channel channel();

    /**
     * Returns once the other side has accepted the message, however often it has had it before.
     *
     * @throws HeldBackException if it may not leave yet; nothing was tried then
     */
    void deliver(OutgoingMessage outgoingMessage) throws UndeliverableException, HeldBackException;
}
