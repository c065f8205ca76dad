package dev.impulse.ci.provision;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Loads users' classes. What users bring comes first, so that their Netty or Guava is theirs, but for what both sides
/// must share: the JDK, Impulse's API, Kotlin, and the Jackson that answers are read with.
final class ScenarioLoader extends URLClassLoader {
    private static final List<String> SHARED = List.of(
            "dev.impulse.",
            "kotlin.",
            "kotlinx.coroutines.",
            "org.jspecify.",
            "tools.jackson.",
            "com.fasterxml.jackson.annotation.");

    static {
        registerAsParallelCapable();
    }

    ScenarioLoader(List<Path> classPath, ClassLoader parent) {
        super("scenario", urls(classPath), parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known != null
                    ? known
                    : SHARED.stream().anyMatch(name::startsWith) ? super.loadClass(name, resolve) : own(name);
        }
    }

    private Class<?> own(String name) throws ClassNotFoundException {
        try {
            return getPlatformClassLoader().loadClass(name);
        } catch (ClassNotFoundException notOfTheJdk) {
            try {
                return findClass(name);
            } catch (ClassNotFoundException notTheirs) {
                return getParent().loadClass(name);
            }
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> found = new ArrayList<>(Collections.list(findResources(name)));
        found.addAll(Collections.list(getParent().getResources(name)));
        return Collections.enumeration(found);
    }

    private static URL[] urls(List<Path> classPath) {
        return classPath.stream().map(ScenarioLoader::url).toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(path + " (expected: a path that has a URL)", impossible);
        }
    }
}
