package dev.impulse.wire.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.impulse.wire.loop.Loops;
import dev.impulse.wire.loop.Scheduling;
import dev.impulse.wire.loop.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    private static List<InetAddress> addresses(String... literals) {
        return Arrays.stream(literals)
                .map(literal -> {
                    try {
                        return InetAddress.getByName(literal);
                    } catch (UnknownHostException e) {
                        throw new IllegalArgumentException(literal, e);
                    }
                })
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "169.254.1.1",
                "100.64.0.1",
                "100.127.255.255",
                "::1",
                "::",
                "fe80::1",
                "febf::1",
                "fc00::1",
                "fdff:ffff::1",
                "::ffff:10.0.0.1"
            })
    void thisMachineAndPrivateNetworksAreAllowed(String literal) {
        assertThat(AllowedHosts.PRIVATE.refusal("shop", addresses(literal))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "169.253.0.1",
                "100.63.255.255",
                "100.128.0.0",
                "203.0.113.7",
                "224.0.0.1",
                "255.255.255.255",
                "2001:db8::1",
                "fbff::1",
                "fe00::1",
                "fec0::1",
                "ff02::1",
                "::ffff:1.1.1.1",
                "64:ff9b::1.1.1.1"
            })
    void allElseIsRefusedUnlessItIsNamed(String literal) {
        var found = addresses(literal);
        assertThat(AllowedHosts.PRIVATE.refusal("shop.test", found))
                .startsWith("shop.test is " + found.getFirst().getHostAddress() + ", which is a public address")
                .contains("--allow-target shop.test")
                .contains("allow: [ shop.test ]");
        assertThat(new AllowedHosts(List.of("shop.test")).refusal("shop.test", found))
                .isNull();
    }

    @Test
    void oneOfItsAddressesIsEnoughToRefuseAHost() {
        assertThat(AllowedHosts.PRIVATE.refusal("shop.test", addresses("127.0.0.1", "10.0.0.1", "203.0.113.7")))
                .contains("203.0.113.7");
    }

    @Test
    void aNameAllowsItselfAndAStarAllThatIsBelow() {
        var there = addresses("203.0.113.7");
        var allowed = new AllowedHosts(List.of("Shop.test", "*.example.com", "2001:db8::1", "203.0.113.8"));
        assertThat(List.of(
                        "shop.test",
                        "SHOP.TEST",
                        "shop.test.",
                        "a.example.com",
                        "a.b.example.com",
                        "[2001:db8::1]",
                        "203.0.113.8"))
                .allSatisfy(host -> assertThat(allowed.refusal(host, there)).isNull());
        assertThat(List.of("a.shop.test", "example.com", "notexample.com", "shop.test.com", "203.0.113.7"))
                .allSatisfy(host -> assertThat(allowed.refusal(host, there)).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*", "*.com", "http://shop.test", "shop.test:8080", "shop.test/", "a..b", "a.*.com", "sh op"
            })
    void whatIsNoHostIsTold(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AllowedHosts(List.of(text)))
                .withMessageContaining("allowed host: " + text + " (expected: a host such as staging.example.com");
    }

    @Test
    void noConnectionIsMadeToAHostThatIsNotAllowedAndItIsLookedUpOnce() throws IOException {
        var lookUps = new AtomicInteger();
        Resolver resolver = host -> {
            lookUps.incrementAndGet();
            return addresses("127.0.0.1", "203.0.113.7");
        };
        try (var server = new ScriptedServer((number, talk) -> {
            talk.readHead();
            talk.write("HTTP/1.1 204 No Content\r\n\r\n");
            talk.readHead();
        })) {
            var shop =
                    Origin.of(URI.create("http://shop.test:" + server.origin().port()));
            with(new Addresses(resolver, AllowedHosts.PRIVATE), client -> {
                for (int request = 0; request < 5; request++) {
                    assertThat(Asked.get(client, shop).failure()).satisfies(failure -> {
                        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
                        assertThat(failure.reason()).startsWith("shop.test is 203.0.113.7, which is a public address");
                    });
                }
            });
            assertThat(lookUps).hasValue(1);
            assertThat(server.connections()).isZero();

            var named = new AllowedHosts(List.of("shop.test"));
            with(
                    new Addresses(resolver, named),
                    client -> assertThat(Asked.get(client, shop).failure()).isNull());
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private interface Trial {
        void with(HttpClient client);
    }

    private static void with(Addresses addresses, Trial trial) throws IOException {
        try (var loops = Loops.of(1, Transport.NIO, Scheduling.DEFAULT)) {
            var options = new ClientOptions(2, Duration.ofSeconds(20), Duration.ofSeconds(20), "impulse");
            var loop = loops.all().getFirst();
            trial.with(new HttpClient(loop, Transport.NIO, options, addresses, new Tls(List.of())));
        }
    }
}
