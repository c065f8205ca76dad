package dev.impulse.house.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds the rules against this tree.
class ArchitectureTest {

    private static ModuleTree tree;

    @BeforeAll
    static void readTheTree() throws IOException {
        tree = ModuleTree.ofPom(Path.of(Objects.requireNonNull(System.getProperty("house.root"), "-Dhouse.root")));
    }

    @Test
    void theTreeIsLookedAt() {
        assertThat(tree.classes().stream().map(JavaClass::getName))
                .contains("dev.impulse.load.Load", "dev.impulse.generator.LoadTest");
    }

    @Test
    void partsKnowOnlyWhatTheyStandOn() {
        check(Rules::partsKnowOnlyWhatTheyStandOn);
    }

    @Test
    void stagesDependAsTheWorkFlows() {
        check(Rules::stagesDependAsTheWorkFlows);
    }

    @Test
    void packagesAreFreeOfCycles() {
        check(Rules::packagesAreFreeOfCycles);
    }

    @Test
    void everyPackageIsNullMarked() {
        check(Rules::everyPackageIsNullMarked);
    }

    @Test
    void packagesAreNamedForWhatTheyDo() {
        check(Rules::packagesAreNamedForWhatTheyDo);
    }

    @Test
    void rootPackagesHoldOnlyPublicTypes() {
        check(Rules::rootPackagesHoldOnlyPublicTypes);
    }

    @Test
    void apisNeedLittle() {
        check(Rules::apisNeedLittle);
    }

    private static void check(Function<Rules, ArchRule> rule) {
        rule.apply(new Rules(tree)).check(tree.classes());
    }
}
