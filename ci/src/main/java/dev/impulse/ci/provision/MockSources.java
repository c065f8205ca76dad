package dev.impulse.ci.provision;

import dev.impulse.ci.define.SourceFiles;
import dev.impulse.mock.MockedDependency;
import dev.impulse.mocker.stub.CodedDependency;
import dev.impulse.mocker.stub.Dependency;
import dev.impulse.mocker.stub.StubFile;
import dev.impulse.schema.Mistake;
import dev.impulse.schema.Place;
import dev.impulse.schema.Reading;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Users' mocks, from single source files: classes that implement [MockedDependency], and what static methods without
/// parameters give, which is how Kotlin compiles `val payments = dependency("payments") { … }`. For one thread.
public final class MockSources {
    private static final String EXPECTED =
            "a class that implements %s, or in Kotlin: val payments = dependency(\"payments\") { … }"
                    .formatted(MockedDependency.class.getName());

    private final List<Path> classPath;
    private final CompiledSources sources;
    private final ClassLoader loader;

    /// @param classPath of users' jars and folders of classes, in order
    /// @param cache a folder for what is compiled
    /// @param kotlin the folder of Kotlin's compiler
    /// @param progress is told what takes time
    public MockSources(List<Path> classPath, Path cache, Path kotlin, Consumer<String> progress) {
        this.classPath = List.copyOf(classPath);
        this.sources = new CompiledSources(cache, kotlin, progress);
        this.loader = new ScenarioLoader(classPath, MockSources.class.getClassLoader());
    }

    /// The dependencies that a file mocks, of code or of stubs; or all of its mistakes.
    public Reading<List<Dependency>> read(Path file) {
        if (!SourceFiles.isOne(file.toString())) {
            return StubFile.read(file);
        }
        Place place = Place.of(file.toString());
        try {
            List<Dependency> dependencies = new ArrayList<>();
            for (MockedDependency mock : of(file)) {
                dependencies.add(CodedDependency.of(mock, place));
            }
            return new Reading.Whole<>(dependencies);
        } catch (ScenarioMistake mistake) {
            String text = String.valueOf(mistake.getMessage());
            String named = file + ": ";
            return Reading.mistaken(
                    new Mistake(place, "", text.startsWith(named) ? text.substring(named.length()) : text, ""));
        } catch (IllegalArgumentException wrong) {
            return Reading.mistaken(new Mistake(place, "", String.valueOf(wrong.getMessage()), ""));
        } catch (RuntimeException | LinkageError thrown) {
            // What the code of a mock throws while it says its stubs is a mistake of its file.
            return Reading.mistaken(new Mistake(place, "", "it threw " + thrown, "code that says its stubs"));
        }
    }

    /// The dependencies that a source file mocks, in the order of their classes' names.
    ///
    /// @throws ScenarioMistake when it does not compile, or mocks none, or its own code fails while it is made
    public List<MockedDependency> of(Path source) throws ScenarioMistake {
        Path classes = sources.compiled(source, Scenarios.compileClassPath(classPath));
        ClassLoader own = new ScenarioLoader(List.of(classes), loader);
        List<MockedDependency> mocks = new ArrayList<>();
        for (String name : Scenarios.classNames(classes)) {
            try {
                addAll(Class.forName(name, false, own), mocks);
            } catch (ClassNotFoundException | LinkageError broken) {
                throw new ScenarioMistake("%s: %s could not be loaded: %s".formatted(source, name, broken));
            } catch (InvocationTargetException thrown) {
                throw new ScenarioMistake("%s: %s threw %s".formatted(source, name, thrown.getCause()));
            }
        }
        if (mocks.isEmpty()) {
            throw new ScenarioMistake("%s: mocks no dependency (expected: %s)".formatted(source, EXPECTED));
        }
        return mocks;
    }

    private static void addAll(Class<?> type, List<MockedDependency> mocks) throws InvocationTargetException {
        try {
            if (MockedDependency.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                    if (constructor.getParameterCount() == 0 && !Modifier.isPrivate(constructor.getModifiers())) {
                        constructor.setAccessible(true);
                        mocks.add((MockedDependency) constructor.newInstance());
                    }
                }
            }
            List<Method> methods = Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> Modifier.isStatic(method.getModifiers())
                            && Modifier.isPublic(method.getModifiers())
                            && method.getParameterCount() == 0
                            && method.getReturnType() == MockedDependency.class)
                    .sorted((one, other) -> one.getName().compareTo(other.getName()))
                    .toList();
            for (Method method : methods) {
                method.setAccessible(true);
                mocks.add((MockedDependency) method.invoke(null));
            }
        } catch (InstantiationException | IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
