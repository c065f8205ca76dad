package dev.impulse.generator.report;

import dev.impulse.generator.MockedDependency;
import dev.impulse.generator.MockedDependency.InPhase;
import dev.impulse.generator.MockedDependency.StubCalls;
import dev.impulse.generator.MockedDependency.Unmatched;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/// What mocks were asked, as `result.json` holds it.
final class DependencyJson {
    private DependencyJson() {}

    static void put(ArrayNode list, List<MockedDependency> dependencies) {
        for (var dependency : dependencies) {
            var tree = list.addObject().put("name", dependency.name());
            if (dependency.lost() != null) {
                tree.put("lost", dependency.lost());
                continue;
            }
            put(dependency, tree.putArray("phases"));
            var unmatched = tree.putArray("unmatched");
            for (var call : dependency.unmatched()) {
                unmatched.addObject().put("told", call.told()).put("calls", call.calls());
            }
        }
    }

    private static void put(MockedDependency dependency, ArrayNode phases) {
        for (var phase : dependency.phases()) {
            var tree = phases.addObject()
                    .put("phase", phase.phase())
                    .put("calls", phase.calls())
                    .put("unmatched", phase.unmatched())
                    .put("faults", phase.faults());
            ResultJson.put(tree.putObject("askedDelay"), phase.asked());
            ResultJson.put(tree.putObject("givenDelay"), phase.given());
            ResultJson.put(tree.putObject("addedDelay"), phase.added());
            var stubs = tree.putArray("stubs");
            for (var stub : phase.stubs()) {
                stubs.addObject()
                        .put("name", stub.name())
                        .put("calls", stub.calls())
                        .put("faults", stub.faults());
            }
            var strains = tree.putArray("strains");
            phase.strains().forEach(strains::add);
        }
    }

    static List<MockedDependency> read(List<JsonPart> parts) throws UnreadableResult {
        var dependencies = new ArrayList<MockedDependency>();
        for (var part : parts) {
            dependencies.add(
                    part.has("lost") ? MockedDependency.lost(part.text("name"), part.text("lost")) : read(part));
        }
        return dependencies;
    }

    private static MockedDependency read(JsonPart part) throws UnreadableResult {
        var phases = new ArrayList<InPhase>();
        for (var phase : part.parts("phases")) {
            phases.add(inPhase(phase));
        }
        var unmatched = new ArrayList<Unmatched>();
        for (var call : part.parts("unmatched")) {
            unmatched.add(new Unmatched(call.text("told"), call.count("calls")));
        }
        return new MockedDependency(part.text("name"), phases, unmatched, null);
    }

    private static InPhase inPhase(JsonPart phase) throws UnreadableResult {
        var stubs = new ArrayList<StubCalls>();
        for (var stub : phase.parts("stubs")) {
            stubs.add(new StubCalls(stub.text("name"), stub.count("calls"), stub.count("faults")));
        }
        return new InPhase(
                phase.text("phase"),
                phase.count("calls"),
                phase.count("unmatched"),
                phase.count("faults"),
                ResultReader.times(phase, "askedDelay"),
                ResultReader.times(phase, "givenDelay"),
                ResultReader.times(phase, "addedDelay"),
                stubs,
                phase.texts("strains"));
    }
}
