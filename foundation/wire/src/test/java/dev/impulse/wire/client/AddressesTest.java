package dev.impulse.wire.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.wire.client.Failure.Kind;
import dev.impulse.wire.loop.Transport;
import java.net.InetAddress;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Look-ups of hosts, by a resolver that [OddResolver] has put into this JVM.
class AddressesTest {
    private final Addresses addresses = new Addresses();

    @Test
    void aHostIsLookedUpOnce() throws Exception {
        var first = addresses.of("127.0.0.1");

        assertThat(first.get(20, SECONDS)).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
        assertThat(addresses.of("127.0.0.1")).isSameAs(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {OddResolver.UNKNOWN, OddResolver.THROWS, OddResolver.BREAKS})
    void aLookUpThatFailsInWhateverWayIsToldAndMadeAgain(String host) {
        var first = addresses.of(host);

        assertThatThrownBy(() -> first.get(20, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .hasMessageContaining(host);
        assertThat(addresses.of(host)).isNotSameAs(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {OddResolver.UNKNOWN, OddResolver.THROWS, OddResolver.BREAKS})
    void aRequestToAHostWhoseLookUpFailsIsRefused(String host) throws Exception {
        Trial.on(Transport.best(), 1, client -> {
            var asked = Asked.get(client, new Origin(false, host, 80));

            assertThat(asked.failure()).extracting(Failure::kind).isEqualTo(Kind.REFUSED);
            assertThat(asked.failure())
                    .extracting(Failure::reason)
                    .asString()
                    .startsWith("no address is known for " + host);
        });
    }
}
