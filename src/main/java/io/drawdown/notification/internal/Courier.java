package io.drawdown.notification.internal;

import io.drawdown.notification.delivery.Channel;

/** Sends messages over one channel. */
public interface Courier {

    Channel channel();

    /**
     * Sends a message, and returns once the receiver has accepted it. The receiver may have received it before.
     *
     * @throws UndeliverableException if the receiver didn't accept it
     * @throws HeldBackException if it may not be sent yet; no attempt was made then
     */
    void deliver(OutgoingMessage outgoingMessage) throws UndeliverableException, HeldBackException;
}
