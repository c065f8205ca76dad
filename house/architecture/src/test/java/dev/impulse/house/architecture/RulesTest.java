package dev.impulse.house.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.lang.ArchRule;
import dev.impulse.house.architecture.MadeUpTree.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each rule finds what it is for, and nothing else.
class RulesTest {

    private static final Source WIRE = new Source("dev.impulse.wire.Wire", "public class Wire {}");
    private static final Source RUN = new Source("dev.impulse.generator.Run", "public class Run {}");

    private MadeUpTree tree;

    @BeforeEach
    void beginATree(@TempDir Path root) {
        tree = new MadeUpTree(root);
    }

    @Test
    void aToolMayKnowTheFoundationAndCiMayKnowTools() throws IOException {
        tree.module("foundation/wire", WIRE)
                .module(
                        "load-generator/engine",
                        new Source("dev.impulse.generator.Run", "public class Run extends dev.impulse.wire.Wire {}"))
                .module(
                        "ci",
                        new Source("dev.impulse.ci.Pipeline", "class Pipeline { dev.impulse.generator.Run run; }"));

        assertThat(violations(Rules::partsKnowOnlyWhatTheyStandOn)).isEmpty();
    }

    @Test
    void aToolThatKnowsAnotherIsFound() throws IOException {
        tree.module("load-generator/engine", RUN)
                .module(
                        "dependency-mocker",
                        new Source("dev.impulse.mocker.Mock", "class Mock { dev.impulse.generator.Run run; }"));

        assertThat(violations(Rules::partsKnowOnlyWhatTheyStandOn))
                .singleElement()
                .asString()
                .contains("DEPENDENCY_MOCKER must not know LOAD_GENERATOR", "dev.impulse.mocker.Mock.run");
    }

    @Test
    void aFoundationThatKnowsAToolIsFound() throws IOException {
        tree.module("load-generator/engine", RUN)
                .module(
                        "foundation/wire",
                        new Source(
                                "dev.impulse.wire.Wire",
                                "class Wire { Object run = new dev.impulse.generator.Run(); }"));

        assertThat(violations(Rules::partsKnowOnlyWhatTheyStandOn))
                .singleElement()
                .asString()
                .contains("FOUNDATION must not know LOAD_GENERATOR");
    }

    @Test
    void aFolderThatTheRulesDoNotKnowIsRefused() throws IOException {
        tree.module("attic", new Source("dev.impulse.attic.Old", "class Old extends Thread {}"));

        assertThatThrownBy(() -> violations(Rules::partsKnowOnlyWhatTheyStandOn))
                .hasMessageContaining("module attic: attic (expected: one of the folders that Part knows");
    }

    @Test
    void aStageThatReachesBackIsFound() throws IOException {
        tree.module(
                "load-generator/engine",
                RUN,
                new Source(
                        "dev.impulse.generator.plan.Phase", "class Phase { dev.impulse.generator.judge.Gate gate; }"),
                new Source("dev.impulse.generator.judge.Gate", "public class Gate {}"));

        assertThat(violations(Rules::stagesDependAsTheWorkFlows))
                .singleElement()
                .asString()
                .contains("plan must not know judge", "plan.Phase.gate");
    }

    @Test
    void aStageMayTakeValuesAndHandWorkOn() throws IOException {
        tree.module(
                "load-generator/engine",
                RUN,
                new Source("dev.impulse.generator.plan.Phase", "public class Phase {}"),
                new Source("dev.impulse.generator.send.Sender", "public class Sender {}"),
                new Source(
                        "dev.impulse.generator.judge.Gate", "class Gate { dev.impulse.generator.plan.Phase phase; }"),
                new Source(
                        "dev.impulse.generator.dispatch.Dispatcher",
                        "class Dispatcher { dev.impulse.generator.send.Sender sender; }"),
                new Source(
                        "dev.impulse.generator.worker.Worker",
                        "class Worker { dev.impulse.generator.send.Sender sender; }"));

        assertThat(violations(Rules::stagesDependAsTheWorkFlows)).isEmpty();
    }

    @Test
    void packagesThatNeedEachOtherAreFound() throws IOException {
        tree.module(
                "foundation/wire",
                WIRE,
                new Source("dev.impulse.wire.http.Codec", "public class Codec { dev.impulse.wire.loop.Loop loop; }"),
                new Source("dev.impulse.wire.loop.Loop", "public class Loop { dev.impulse.wire.http.Codec codec; }"));

        assertThat(violations(Rules::packagesAreFreeOfCycles))
                .singleElement()
                .asString()
                .contains("Cycle detected", "dev.impulse.wire.http", "dev.impulse.wire.loop");
    }

    @Test
    void aModulesRootPackageMayStartStagesThatUseItsValues() throws IOException {
        tree.module(
                "foundation/wire",
                new Source("dev.impulse.wire.Wire", "public class Wire { dev.impulse.wire.loop.Loop loop; }"),
                new Source("dev.impulse.wire.loop.Loop", "public class Loop { dev.impulse.wire.Wire wire; }"));

        assertThat(violations(Rules::packagesAreFreeOfCycles)).isEmpty();
    }

    @Test
    void aPackageWithoutNullMarkedIsFound() throws IOException {
        tree.module(
                "foundation/wire",
                WIRE,
                new Source("dev.impulse.wire.package-info", "@org.jspecify.annotations.NullMarked"),
                new Source("dev.impulse.wire.http.Codec", "class Codec {}"),
                new Source("dev.impulse.wire.loop.Loop", "class Loop {}"),
                new Source("dev.impulse.wire.loop.package-info", "@Deprecated"));

        assertThat(violations(Rules::everyPackageIsNullMarked))
                .hasSizeGreaterThanOrEqualTo(2)
                .anyMatch(text -> text.startsWith("dev.impulse.wire.http: no @NullMarked"))
                .anyMatch(text -> text.startsWith("dev.impulse.wire.loop: no @NullMarked"))
                .noneMatch(text -> text.startsWith("dev.impulse.wire: "));
    }

    @Test
    void aPackageWhoseNameSaysNothingIsFound() throws IOException {
        tree.module("foundation/wire", WIRE, new Source("dev.impulse.wire.util.Strings", "class Strings {}"));

        assertThat(violations(Rules::packagesAreNamedForWhatTheyDo))
                .containsExactly(
                        "dev.impulse.wire.util.Strings: package util (expected: a name for a stage of the work)");
    }

    @Test
    void aTypeThatIsNotPublicInARootPackageIsFound() throws IOException {
        tree.module(
                "foundation/wire",
                WIRE,
                new Source("dev.impulse.wire.Hidden", "class Hidden { private static class Inner {} }"),
                new Source("dev.impulse.wire.http.Codec", "class Codec {}"));

        assertThat(violations(Rules::rootPackagesHoldOnlyPublicTypes))
                .singleElement()
                .asString()
                .startsWith("dev.impulse.wire.Hidden: not public");
    }

    @Test
    void aModuleOfOnePackageMayHideTypesInIt() throws IOException {
        tree.module("foundation/wire", WIRE, new Source("dev.impulse.wire.Hidden", "class Hidden {}"));

        assertThat(violations(Rules::rootPackagesHoldOnlyPublicTypes)).isEmpty();
    }

    @Test
    void anArrayOfAnotherToolsTypeIsFound() throws IOException {
        tree.module("load-generator/engine", RUN)
                .module("ci", new Source("dev.impulse.ci.Pipeline", "public class Pipeline {}"))
                .module(
                        "traffic-collector",
                        new Source("dev.impulse.collector.Tap", "class Tap { dev.impulse.generator.Run[][] runs; }"));

        assertThat(violations(Rules::partsKnowOnlyWhatTheyStandOn))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).startsWith("TRAFFIC_COLLECTOR must not know LOAD_GENERATOR"));
    }

    @Test
    void anApiThatNeedsMoreThanTheJdkAndJacksonIsFound() throws IOException {
        tree.module(
                "load-generator/api",
                new Source(
                        "dev.impulse.load.Load",
                        "public interface Load { tools.jackson.databind.JsonNode json(); byte[] bytes(); }"),
                new Source(
                        "dev.impulse.load.Wide", "public interface Wide { org.assertj.core.api.Assertions all(); }"));

        assertThat(violations(Rules::apisNeedLittle))
                .singleElement()
                .asString()
                .contains("org.assertj.core.api.Assertions");
    }

    private List<String> violations(Function<Rules, ArchRule> rule) throws IOException {
        var read = tree.read();
        return rule.apply(new Rules(read))
                .evaluate(read.classes())
                .getFailureReport()
                .getDetails();
    }
}
