package dev.impulse.mocker.journal;

import dev.impulse.mocker.MockEvidence;
import dev.impulse.mocker.MockEvidence.OfDependency;
import dev.impulse.mocker.MockEvidence.OfPhase;
import dev.impulse.mocker.MockEvidence.OfSecond;
import dev.impulse.mocker.MockEvidence.OfStub;
import dev.impulse.mocker.MockEvidence.Unmatched;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Evidence as JSON; histograms as HdrHistogram compresses them, in base64. Any thread.
public final class EvidenceJson {
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private EvidenceJson() {}

    /// As text.
    public static String write(MockEvidence evidence) {
        var root = MAPPER.createObjectNode().put("version", VERSION).put("seed", evidence.seed());
        root.put("begin", evidence.begin() == null ? null : evidence.begin().toString());
        var dependencies = root.putArray("dependencies");
        for (var dependency : evidence.dependencies()) {
            write(dependency, dependencies.addObject());
        }
        var seconds = root.putArray("seconds");
        for (var second : evidence.seconds()) {
            seconds.addObject()
                    .put("number", second.number())
                    .put("cores", second.cores())
                    .put("busiestLoop", second.busiestLoop())
                    .put("waitedNanos", second.waitedNanos())
                    .put("stoppedNanos", second.stoppedNanos())
                    .put("stolenNanos", second.stolenNanos());
        }
        return root.toString();
    }

    private static void write(OfDependency dependency, ObjectNode into) {
        into.put("name", dependency.name()).put("port", dependency.port());
        var phases = into.putArray("phases");
        for (var phase : dependency.phases()) {
            var written = phases.addObject()
                    .put("phase", phase.phase())
                    .put("kind", phase.kind())
                    .put("unmatched", phase.unmatched());
            var stubs = written.putArray("stubs");
            for (var stub : phase.stubs()) {
                stubs.addObject()
                        .put("stub", stub.stub())
                        .put("delay", stub.delay())
                        .put("calls", stub.calls())
                        .put("faults", stub.faults())
                        .put("failed", stub.failed())
                        .put("gone", stub.gone())
                        .put("asked", text(stub.asked()))
                        .put("given", text(stub.given()))
                        .put("late", text(stub.late()));
            }
        }
        var unmatched = into.putArray("unmatched");
        for (var call : dependency.unmatched()) {
            unmatched.addObject().put("told", call.told()).put("calls", call.calls());
        }
    }

    /// From text.
    ///
    /// @throws IllegalArgumentException when it is no evidence
    public static MockEvidence read(String json) {
        try {
            var root = MAPPER.readTree(json);
            int version = root.path("version").asInt(0);
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "evidence of a mock: version " + version + " (expected: " + VERSION + ")");
            }
            var begin = root.required("begin");
            return new MockEvidence(
                    root.required("seed").longValue(),
                    begin.isNull() ? null : Instant.parse(begin.stringValue()),
                    all(root.required("dependencies"), EvidenceJson::dependency),
                    all(root.required("seconds"), EvidenceJson::second));
        } catch (JacksonException | DateTimeException | DataFormatInJson wrong) {
            throw new IllegalArgumentException("evidence of a mock: " + wrong.getMessage(), wrong);
        }
    }

    private static OfDependency dependency(JsonNode node) {
        return new OfDependency(
                node.required("name").stringValue(),
                node.required("port").intValue(),
                all(node.required("phases"), EvidenceJson::phase),
                all(
                        node.required("unmatched"),
                        call -> new Unmatched(
                                call.required("told").stringValue(),
                                call.required("calls").longValue())));
    }

    private static OfPhase phase(JsonNode node) {
        return new OfPhase(
                textOrNull(node.required("phase")),
                textOrNull(node.required("kind")),
                all(node.required("stubs"), EvidenceJson::stub),
                node.required("unmatched").longValue());
    }

    private static OfStub stub(JsonNode node) {
        return new OfStub(
                node.required("stub").stringValue(),
                node.required("delay").stringValue(),
                node.required("calls").longValue(),
                node.required("faults").longValue(),
                node.required("failed").longValue(),
                node.required("gone").longValue(),
                histogram(node.required("asked")),
                histogram(node.required("given")),
                histogram(node.required("late")));
    }

    private static OfSecond second(JsonNode node) {
        var cores = node.required("cores");
        return new OfSecond(
                node.required("number").longValue(),
                cores.isNull() ? null : cores.doubleValue(),
                node.required("busiestLoop").doubleValue(),
                numberOrNull(node.required("waitedNanos")),
                numberOrNull(node.required("stoppedNanos")),
                numberOrNull(node.required("stolenNanos")));
    }

    private static <T> List<T> all(JsonNode array, Function<JsonNode, T> each) {
        List<T> all = new ArrayList<>();
        array.forEach(node -> all.add(each.apply(node)));
        return all;
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isNull() ? null : node.stringValue();
    }

    private static @Nullable Long numberOrNull(JsonNode node) {
        return node.isNull() ? null : node.longValue();
    }

    private static String text(Histogram histogram) {
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    private static Histogram histogram(JsonNode node) {
        try {
            var bytes = Base64.getDecoder().decode(node.stringValue());
            var histogram = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
            histogram.setAutoResize(true);
            return histogram;
        } catch (DataFormatException | RuntimeException wrong) { // its decoder throws what it likes
            throw new DataFormatInJson(wrong);
        }
    }

    private static final class DataFormatInJson extends RuntimeException {
        private static final long serialVersionUID = 1;

        DataFormatInJson(Exception cause) {
            super("no histogram: " + cause.getMessage(), cause);
        }
    }
}
