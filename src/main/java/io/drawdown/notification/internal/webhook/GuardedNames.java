package io.drawdown.notification.internal.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up and refuses those with any address that isn't public. The connection is made to the addresses that it
 * gives, so a name can't mean one thing when it is checked and another when it is used.
 */
final class GuardedNames implements DnsResolver {

    private final DnsResolver names;

    GuardedNames(DnsResolver names) {
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = names.resolve(host);
        var refused = Stream.of(addresses).filter(address -> !PublicAddresses.include(address)).findFirst();
        if (refused.isPresent()) {
            throw new RefusedAddressException(host, refused.get());
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    /** A name that leads where webhooks may not go. */
    static final class RefusedAddressException extends UnknownHostException {

        RefusedAddressException(String host, InetAddress address) {
            super("%s is at %s, which is not a public address. Webhooks may only go to public ones."
                    .formatted(host, address.getHostAddress()));
        }
    }
}
