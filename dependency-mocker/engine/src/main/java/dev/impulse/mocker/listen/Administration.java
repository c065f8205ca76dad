package dev.impulse.mocker.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.impulse.mocker.Mock;
import dev.impulse.wire.http.EncodedAnswer;
import dev.impulse.wire.loop.Loops;
import dev.impulse.wire.server.Handler;
import dev.impulse.wire.server.HttpServer;
import dev.impulse.wire.server.Listening;
import dev.impulse.wire.server.ServerExchange;
import dev.impulse.wire.server.ServerOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/// What the mocks' starter asks over HTTP, on a port that this machine alone reaches: `GET /health`, `PUT /phases`,
/// `GET /evidence`, `DELETE /journal`. Each request is worked on by a virtual thread.
public final class Administration implements Handler {
    private static final String PATHS = "GET /health, PUT /phases, GET /evidence, DELETE /journal";

    private final Mock mock;

    private Administration(Mock mock) {
        this.mock = mock;
    }

    /// Listens.
    ///
    /// @param port 0 for any that is free
    public static Listening listen(Loops loops, int port, Mock mock) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return HttpServer.listen(loops, address, ServerOptions.USUAL, loop -> new Administration(mock));
    }

    @Override
    public void handle(ServerExchange exchange) {
        Thread.startVirtualThread(() -> {
            var answer = answer(exchange);
            exchange.loop().execute(() -> exchange.answer(answer));
        });
    }

    private EncodedAnswer answer(ServerExchange exchange) {
        var head = exchange.head();
        try {
            return switch (head.method() + " " + head.target()) {
                case "GET /health" -> text(200, "up");
                case "GET /evidence" -> json(mock.evidence().json());
                case "PUT /phases" -> {
                    mock.phases(PhasesText.read(new String(exchange.body(), UTF_8)));
                    yield empty();
                }
                case "DELETE /journal" -> {
                    mock.forget();
                    yield empty();
                }
                default -> text(404, head.method() + " " + head.target() + " (expected: one of " + PATHS + ")");
            };
        } catch (IllegalArgumentException wrong) {
            return text(400, String.valueOf(wrong.getMessage()));
        } catch (RuntimeException failure) {
            return text(500, String.valueOf(failure));
        }
    }

    private static EncodedAnswer empty() {
        return EncodedAnswer.of(204, List.of(), new byte[0]);
    }

    private static EncodedAnswer json(String json) {
        return EncodedAnswer.of(200, List.of(Map.entry("Content-Type", "application/json")), json.getBytes(UTF_8));
    }

    private static EncodedAnswer text(int status, String text) {
        return EncodedAnswer.of(
                status, List.of(Map.entry("Content-Type", "text/plain; charset=utf-8")), (text + "\n").getBytes(UTF_8));
    }
}
