package dev.impulse.house.architecture;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A tree of modules that a test writes and compiles, to see what the rules say of it.
final class MadeUpTree {

    private final Path root;
    private final List<String> modules = new ArrayList<>();

    MadeUpTree(Path root) {
        this.root = root;
    }

    /// A source of one type.
    ///
    /// @param type its qualified name; `package-info` as a simple name for a package
    /// @param text all but the package
    record Source(String type, String text) {
        JavaFileObject file() {
            int dot = type.lastIndexOf('.');
            var packageLine = "package " + type.substring(0, dot) + ";\n";
            var whole = type.endsWith(".package-info") ? text + "\n" + packageLine : packageLine + text;
            return new SimpleJavaFileObject(
                    URI.create("source:///" + type.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public String getCharContent(boolean ignoreEncodingErrors) {
                    return whole;
                }
            };
        }
    }

    /// Compiles a module, which may use those that were compiled before it.
    MadeUpTree module(String module, Source... sources) throws IOException {
        var output = Files.createDirectories(root.resolve(module).resolve("target/classes"));
        var classPath = Stream.concat(
                        modules.stream()
                                .map(before -> root.resolve(before)
                                        .resolve("target/classes")
                                        .toString()),
                        Stream.of(System.getProperty("java.class.path")))
                .collect(Collectors.joining(java.io.File.pathSeparator));
        var messages = new StringWriter();
        var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK's compiler");
        var task = compiler.getTask(
                messages,
                null,
                null,
                List.of("-d", output.toString(), "-classpath", classPath, "-proc:none"),
                null,
                Arrays.stream(sources).map(Source::file).toList());
        if (!task.call()) {
            throw new IllegalArgumentException(messages.toString());
        }
        modules.add(module);
        return this;
    }

    ModuleTree read() throws IOException {
        return ModuleTree.of(root, modules);
    }
}
