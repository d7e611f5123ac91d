package io.drawdown.notification;

/** Takes messages out of the program by one channel. */
interface Courier {

    Channel channel();

    /** Returns once the other side has accepted the message, however often it has had it before. */
    void deliver(Outgoing outgoing) throws UndeliverableException;
}
