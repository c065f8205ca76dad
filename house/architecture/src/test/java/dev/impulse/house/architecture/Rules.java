package dev.impulse.house.architecture;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/// The rules, each for the modules of a tree.
final class Rules {

    private static final Set<String> NAMES_THAT_SAY_NOTHING = Set.of(
            "util",
            "utils",
            "common",
            "commons",
            "impl",
            "internal",
            "helper",
            "helpers",
            "manager",
            "managers",
            "misc");

    private static final List<String> WHAT_APIS_NEED =
            List.of("java.", "org.jspecify.", "tools.jackson.", "com.fasterxml.jackson.annotation.");

    /// What users' code is compiled against, with the package that it is in.
    private static final Map<String, String> APIS =
            Map.of("load-generator/api", "dev.impulse.load.", "dependency-mocker/api", "dev.impulse.mock.");

    private final ModuleTree tree;

    Rules(ModuleTree tree) {
        this.tree = tree;
    }

    /// The four tools know the foundation and not one another; the foundation knows no tool.
    ArchRule partsKnowOnlyWhatTheyStandOn() {
        return classes().should(condition("know only the parts that theirs stands on", (type, events) -> {
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var from = tree.part(type);
                var to = tree.part(dependency.getTargetClass());
                if (from.isPresent() && to.isPresent() && !from.get().mayKnow(to.get())) {
                    events.add(
                            violated(dependency, from.get() + " must not know " + to.get() + ": " + text(dependency)));
                }
            }
        }));
    }

    /// A stage knows those that it takes values from or hands work to, as [Part] has them.
    ArchRule stagesDependAsTheWorkFlows() {
        return classes().should(condition("know only the stages next to theirs", (type, events) -> {
            var part = tree.part(type);
            var stage = tree.packageBelowRoot(type);
            if (part.isEmpty() || stage.isEmpty()) {
                return;
            }
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass();
                var other = tree.packageBelowRoot(target).orElse("");
                if (tree.part(target).equals(part) && !part.get().mayKnow(stage.get(), other)) {
                    events.add(violated(dependency, stage.get() + " must not know " + other + ": " + text(dependency)));
                }
            }
        }));
    }

    /// No two packages need each other. A module's root package is its door, and is not looked at: it holds the values
    /// that the stages share and what starts them.
    ArchRule packagesAreFreeOfCycles() {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return tree.part(type).isEmpty() || tree.isInRootPackage(type)
                                ? SliceIdentifier.ignore()
                                : SliceIdentifier.of(type.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages below a module's root package";
                    }
                })
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }

    /// Null is said in types, in every package.
    ArchRule everyPackageIsNullMarked() {
        return classes()
                .that(are("written in Java, by people", type -> !isKotlin(type) && !isMadeByJmh(type)))
                .should(condition("be in a package whose package-info.java says @NullMarked", (type, events) -> {
                    if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                        events.add(violated(
                                type,
                                type.getPackageName() + ": no @NullMarked (expected: a package-info.java with it), for "
                                        + type.getName()));
                    }
                }));
    }

    /// Packages are named for a stage of the work.
    ArchRule packagesAreNamedForWhatTheyDo() {
        return classes()
                .should(condition(
                        "be in packages whose names say what they do",
                        (type, events) -> Arrays.stream(type.getPackageName().split("\\."))
                                .filter(NAMES_THAT_SAY_NOTHING::contains)
                                .forEach(name -> events.add(violated(
                                        type,
                                        type.getName() + ": package " + name
                                                + " (expected: a name for a stage of the work)")))));
    }

    /// A library's root package is its public API and nothing else. Where it is the only package, it is the inside as
    /// well.
    ArchRule rootPackagesHoldOnlyPublicTypes() {
        return classes()
                .that(are("in a library's root package, with others below", this::isInRootOfLibrary))
                .should(condition("be public", (type, events) -> {
                    if (!type.getModifiers().contains(JavaModifier.PUBLIC)) {
                        events.add(
                                violated(
                                        type,
                                        type.getName()
                                                + ": not public (expected: only public types in a module's root package; move it to its stage)"));
                    }
                }))
                .allowEmptyShould(true);
    }

    /// What users put on their class path needs next to nothing.
    ArchRule apisNeedLittle() {
        return classes()
                .that(are(
                        "in an API",
                        type -> tree.module(type).filter(APIS::containsKey).isPresent()))
                .should(condition("depend on themselves, the JDK, JSpecify and Jackson alone", (type, events) -> {
                    var own = tree.module(type).map(APIS::get).orElseThrow();
                    for (var dependency : type.getDirectDependenciesFromSelf()) {
                        var target = dependency.getTargetClass().getBaseComponentType();
                        if (!target.isPrimitive()
                                && !target.getName().startsWith(own)
                                && WHAT_APIS_NEED.stream().noneMatch(target.getName()::startsWith)) {
                            events.add(violated(dependency, text(dependency)));
                        }
                    }
                }))
                .allowEmptyShould(true);
    }

    private boolean isInRootOfLibrary(JavaClass type) {
        return type.isTopLevelClass()
                && !"package-info".equals(type.getSimpleName())
                && tree.part(type).filter(Part::isLibrary).isPresent()
                && tree.isInModuleOfManyPackages(type)
                && tree.isInRootPackage(type);
    }

    /// What JMH writes around each benchmark is not ours to mark.
    private static boolean isMadeByJmh(JavaClass type) {
        return type.getPackageName().endsWith(".jmh_generated");
    }

    private static boolean isKotlin(JavaClass type) {
        return type.isAnnotatedWith("kotlin.Metadata")
                || type.getEnclosingClass().filter(Rules::isKotlin).isPresent();
    }

    private static String text(Dependency dependency) {
        return dependency.getDescription();
    }

    private static DescribedPredicate<JavaClass> are(String description, Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }

    private static ArchCondition<JavaClass> condition(
            String description, BiConsumer<JavaClass, ConditionEvents> check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, events);
            }
        };
    }
}
