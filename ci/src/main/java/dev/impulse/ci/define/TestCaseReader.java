package dev.impulse.ci.define;

import dev.impulse.ci.define.Definition.DefinedTestCase;
import dev.impulse.generator.TestCase.Threads;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads an entry of `test-cases`.
final class TestCaseReader {

    static final Keys KEYS = Keys.of(Stream.of(
                    Stream.of("run"),
                    RequestReader.METHODS.stream(),
                    RequestReader.PARTS.stream(),
                    Stream.of("threads"))
            .flatMap(keys -> keys)
            .toArray(String[]::new));
    static final Map<String, Threads> THREADS = threads();

    private static final String EXPECTED =
            "a class such as com.acme.Checkout, a file such as Browse.java, or a request such as GET /products";
    private static final Pattern CLASS_NAME = Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
            + "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");
    private static final List<String> HOW =
            Stream.concat(Stream.of("run"), RequestReader.METHODS.stream()).toList();

    private final DefinedFeeders feeders;

    /// @param feeders whose rows requests may name
    TestCaseReader(DefinedFeeders feeders) {
        this.feeders = feeders;
    }

    @Nullable
    DefinedTestCase read(String name, Value value) {
        if (value.isScalar()) {
            Scenario scenario = scenario(value);
            return scenario == null ? null : new DefinedTestCase(name, scenario, Threads.LOOP);
        }
        Section section = value.section(KEYS);
        if (section == null) {
            return null;
        }
        Threads threads = section.optional("threads", Threads.LOOP, words -> words.oneOf(THREADS));
        List<String> given =
                HOW.stream().filter(key -> section.optional(key) != null).toList();
        if (given.isEmpty()) {
            if (HOW.stream().noneMatch(section::isMisspelt)) {
                value.refuseKey("nothing to run", "one of " + String.join(", ", HOW));
            }
            return null;
        }
        given.stream().skip(1).map(section::optional).forEach(second -> {
            if (second != null) {
                second.refuseKey("a second thing to run", "one of " + String.join(", ", HOW));
            }
        });
        Scenario scenario = given.getFirst().equals("run") ? run(section) : request(section, given.getFirst());
        return scenario == null ? null : new DefinedTestCase(name, scenario, threads);
    }

    private @Nullable Scenario run(Section section) {
        for (String part : RequestReader.PARTS) {
            Value found = section.optional(part);
            if (found != null) {
                found.refuseKey("belongs to a request", "it to be left out, or a method such as get instead of run");
            }
        }
        return section.optional("run", this::scenario);
    }

    private @Nullable Scenario request(Section section, String method) {
        RequestScenario request = RequestReader.read(section, method);
        return request == null ? null : fed(request, section.value());
    }

    private Scenario fed(RequestScenario request, Value value) {
        List<String> fed = List.copyOf(RowFields.feeders(value, feeders));
        if (fed.isEmpty()) {
            return new ScenarioRequest(new FedRequest(request, fed).filled(Map.of()), value.origin());
        }
        String name = request.name() == null ? request.method() + " " + request.target() : request.name();
        return new ScenarioFedRequest(new FedRequest(request.named(name), fed), value.origin());
    }

    private @Nullable Scenario scenario(Value value) {
        String text = value.text(EXPECTED);
        if (text == null) {
            return null;
        }
        if (SourceFiles.isOne(text)) {
            return source(value);
        }
        RequestScenario request = RequestReader.line(text);
        if (request != null) {
            return fed(request, value);
        }
        if (CLASS_NAME.matcher(text).matches()) {
            return new ScenarioClass(text, value.origin());
        }
        value.refuse(EXPECTED);
        return null;
    }

    private @Nullable Scenario source(Value value) {
        Path file = Paths.in(value, EXPECTED);
        if (file == null || Files.isRegularFile(file)) {
            return file == null ? null : new ScenarioSource(file, value.origin());
        }
        Paths.refuseAbsent(file, value, "file");
        return null;
    }

    private static Map<String, Threads> threads() {
        Map<String, Threads> words = new LinkedHashMap<>();
        words.put("loop", Threads.LOOP);
        words.put("own", Threads.OWN);
        return words;
    }
}
