package dev.impulse.wire.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Netty's own decoder makes of the requests in some bytes.
///
/// @param cause why it stopped; null when it did not
record NettyRequestReading(
        List<RequestReading.Told> requests, @Nullable Throwable cause) {

    static NettyRequestReading of(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpRequestDecoder());
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        try {
            return read(channel);
        } finally {
            channel.finishAndReleaseAll();
        }
    }

    private static NettyRequestReading read(EmbeddedChannel channel) {
        List<RequestReading.Told> requests = new ArrayList<>();
        HttpRequest request = null;
        StringBuilder body = new StringBuilder();
        for (HttpObject part = channel.readInbound(); part != null; part = channel.readInbound()) {
            if (part.decoderResult().isFailure()) {
                return new NettyRequestReading(requests, part.decoderResult().cause());
            }
            if (part instanceof HttpRequest head) {
                request = head;
                body = new StringBuilder();
            }
            if (part instanceof HttpContent content) {
                body.append(content.content().toString(StandardCharsets.ISO_8859_1));
                content.release();
            }
            if (part instanceof LastHttpContent last && request != null) {
                requests.add(new RequestReading.Told(
                        request.method().name(),
                        request.uri(),
                        request.protocolVersion().minorVersion(),
                        texts(request.headers()),
                        body.toString(),
                        texts(last.trailingHeaders()),
                        false,
                        true));
            }
        }
        return new NettyRequestReading(requests, null);
    }

    private static List<String> texts(HttpHeaders headers) {
        List<String> texts = new ArrayList<>();
        headers.forEach(header -> texts.add(header.getKey() + ": " + header.getValue()));
        return texts;
    }
}
