package dev.impulse.ci.provision;

import dev.impulse.load.LoadGenerator;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Users' scenarios, from classes on their class path and from single source files.
///
/// Each is looked at when it is asked for, so that mistakes are found before anything starts; instances are made later,
/// by the supplier. For one thread.
public final class Scenarios {
    private final List<Path> classPath;
    private final CompiledSources sources;
    private final ClassLoader loader;

    /// @param classPath of users' jars and folders of classes, in order
    /// @param cache a folder for what is compiled
    /// @param kotlin the folder of Kotlin's compiler
    /// @param progress is told what takes time
    public Scenarios(List<Path> classPath, Path cache, Path kotlin, Consumer<String> progress) {
        this.classPath = List.copyOf(classPath);
        this.sources = new CompiledSources(cache, kotlin, progress);
        this.loader = new ScenarioLoader(classPath, Scenarios.class.getClassLoader());
    }

    /// A scenario by its class's name, such as `com.example.Checkout`.
    ///
    /// @throws ScenarioMistake when the class is not there, or is no scenario
    public Supplier<LoadGenerator> ofClass(String name) throws ScenarioMistake {
        for (Path entry : classPath) {
            if (!Files.exists(entry)) {
                throw new ScenarioMistake(
                        "%s: no such class: %s of the class path is not there (is it built?)".formatted(name, entry));
            }
        }
        return of(name, loader);
    }

    /// A scenario in a source file, as the class that is called as the file is.
    ///
    /// @throws ScenarioMistake when it does not compile, or holds no such class, or the class is no scenario
    public Supplier<LoadGenerator> ofSource(Path source) throws ScenarioMistake {
        Path classes = sources.compiled(source, compileClassPath(classPath));
        return of(mainClass(source, classes), new ScenarioLoader(List.of(classes), loader));
    }

    private Supplier<LoadGenerator> of(String name, ClassLoader from) throws ScenarioMistake {
        try {
            Class<?> type = Class.forName(name, false, from);
            Constructor<?> constructor = fitting(type);
            return () -> instance(constructor);
        } catch (ClassNotFoundException notThere) {
            throw new ScenarioMistake("%s: no such class on the class path (%s)"
                    .formatted(name, classPath.isEmpty() ? "which is empty" : join(classPath)));
        } catch (LinkageError broken) {
            throw new ScenarioMistake("%s: could not be loaded: %s".formatted(name, broken));
        }
    }

    /// Kotlin's `LoadGenerator` extends Java's: one check serves both.
    private static boolean isScenario(Class<?> type) {
        return LoadGenerator.class.isAssignableFrom(type);
    }

    private static Constructor<?> fitting(Class<?> type) throws ScenarioMistake {
        String name = type.getName();
        if (!isScenario(type)) {
            throw new ScenarioMistake("%s: not a scenario (expected: a class that implements %s)"
                    .formatted(name, LoadGenerator.class.getName()));
        }
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            throw new ScenarioMistake("%s: abstract (expected: a class that can be instantiated)".formatted(name));
        }
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            throw new ScenarioMistake("%s: an inner class (expected: a static one, or one of its own)".formatted(name));
        }
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor ->
                        constructor.getParameterCount() == 0 && !Modifier.isPrivate(constructor.getModifiers()))
                .findFirst()
                .orElseThrow(() -> new ScenarioMistake(
                        "%s: no fitting constructor (expected: one without parameters that is not private)"
                                .formatted(name)));
    }

    private static LoadGenerator instance(Constructor<?> constructor) {
        try {
            constructor.setAccessible(true);
            return (LoadGenerator) constructor.newInstance();
        } catch (InvocationTargetException thrown) {
            throw new BrokenScenario(
                    constructor.getDeclaringClass().getName() + ": its constructor threw " + thrown.getCause(), thrown);
        } catch (LinkageError broken) {
            throw new BrokenScenario(
                    constructor.getDeclaringClass().getName() + ": could not be initialised: "
                            + (broken.getCause() == null ? broken : broken.getCause()),
                    broken);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The class called as the file is, in whatever package it says; in Kotlin, where files are called as one likes,
    /// else the only scenario in it.
    private String mainClass(Path source, Path classes) throws ScenarioMistake {
        String file = source.getFileName().toString();
        String wanted = file.substring(0, file.lastIndexOf('.'));
        List<String> names = classNames(classes);
        for (String name : names) {
            if (name.equals(wanted) || name.endsWith("." + wanted)) {
                return name;
            }
        }
        List<String> scenarios =
                names.stream().filter(name -> isScenarioIn(name, classes)).toList();
        if (scenarios.size() == 1) {
            return scenarios.getFirst();
        }
        throw new ScenarioMistake(
                "%s: no class %s in it (found: %s)".formatted(source, wanted, String.join(", ", names)));
    }

    private boolean isScenarioIn(String name, Path classes) {
        try {
            return isScenario(Class.forName(name, false, new ScenarioLoader(List.of(classes), loader)));
        } catch (ClassNotFoundException | LinkageError broken) {
            return false;
        }
    }

    static List<String> classNames(Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// What sources are compiled against: users' classes, and what this process runs from.
    static List<Path> compileClassPath(List<Path> classPath) {
        List<Path> all = new ArrayList<>(classPath);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (Files.exists(Path.of(entry))) {
                all.add(Path.of(entry));
            }
        }
        return all;
    }

    private static String join(List<Path> paths) {
        return String.join(
                File.pathSeparator, paths.stream().map(Path::toString).toList());
    }
}
