package dev.impulse.wire.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Netty's own decoder makes of the first final answer in some bytes, and of the connection's end behind them.
///
/// @param whole whether the answer ended, with nothing wrong
record NettyReading(
        int status,
        int minorVersion,
        List<String> fields,
        String body,
        List<String> trailers,
        boolean whole,
        @Nullable Throwable cause) {

    static NettyReading of(byte[] bytes, boolean requestIsHead) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpResponseDecoder() {
            @Override
            protected boolean isContentAlwaysEmpty(HttpMessage message) {
                return requestIsHead && ((HttpResponse) message).status().code() >= 200
                        || super.isContentAlwaysEmpty(message);
            }
        });
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        channel.finish();
        try {
            return firstFinal(channel);
        } finally {
            channel.releaseInbound();
        }
    }

    private static NettyReading firstFinal(EmbeddedChannel channel) {
        HttpResponse response = null;
        StringBuilder body = new StringBuilder();
        for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
            if (!(read instanceof HttpObject part)) {
                // What follows an upgrade is handed through as bytes.
                ReferenceCountUtil.release(read);
                return failed(null);
            }
            if (part instanceof HttpResponse head
                    && (response == null || response.status().code() < 200)) {
                response = head;
            }
            if (part instanceof HttpContent content) {
                body.append(content.content().toString(StandardCharsets.ISO_8859_1));
                content.release();
            }
            if (response == null || part.decoderResult().isFailure()) {
                return failed(part.decoderResult().cause());
            }
            if (part instanceof LastHttpContent last && response.status().code() >= 200) {
                return new NettyReading(
                        response.status().code(),
                        response.protocolVersion().minorVersion(),
                        texts(response.headers()),
                        body.toString(),
                        texts(last.trailingHeaders()),
                        true,
                        null);
            }
        }
        return failed(null);
    }

    private static NettyReading failed(@Nullable Throwable cause) {
        return new NettyReading(0, 0, List.of(), "", List.of(), false, cause);
    }

    private static List<String> texts(HttpHeaders headers) {
        List<String> texts = new ArrayList<>();
        headers.forEach(header -> texts.add(header.getKey() + ": " + header.getValue()));
        return texts;
    }
}
