package dev.impulse.house.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The compiled main classes of a tree's modules, and where each of them belongs.
final class ModuleTree {

    private static final String CLASSES = "target/classes";
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private final Path root;
    private final JavaClasses classes;
    private final Map<String, String> rootPackages = new HashMap<>();
    private final Map<String, Set<String>> packages = new HashMap<>();

    private ModuleTree(Path root, JavaClasses classes) {
        this.root = root;
        this.classes = classes;
        for (var type : classes) {
            module(type).ifPresent(module -> {
                rootPackages.merge(module, type.getPackageName(), ModuleTree::commonPackage);
                packages.computeIfAbsent(module, _ -> new HashSet<>()).add(type.getPackageName());
            });
        }
    }

    /// Reads the classes of the modules that the root's pom names.
    static ModuleTree ofPom(Path root) throws IOException {
        var pom = Files.readString(root.resolve("pom.xml"));
        return of(
                root,
                MODULE.matcher(pom).results().map(result -> result.group(1)).toList());
    }

    /// Reads the classes of modules.
    ///
    /// @param modules paths from the root; those without classes are passed over
    static ModuleTree of(Path root, List<String> modules) throws IOException {
        var real = root.toRealPath();
        var folders = new ArrayList<Path>();
        for (var module : modules) {
            var folder = real.resolve(module).resolve(CLASSES);
            if (Files.isDirectory(folder)) {
                folders.add(folder);
            }
        }
        return new ModuleTree(real, new ClassFileImporter().importPaths(folders));
    }

    JavaClasses classes() {
        return classes;
    }

    /// The module of a class, as a path from the root; empty for a class from elsewhere.
    Optional<String> module(JavaClass type) {
        return type.getBaseComponentType().getSource().flatMap(source -> {
            var uri = source.getUri();
            if (!"file".equals(uri.getScheme())) {
                return Optional.empty();
            }
            var path = Path.of(uri);
            var relative =
                    path.startsWith(root) ? root.relativize(path).toString().replace('\\', '/') : "";
            int end = relative.indexOf("/" + CLASSES + "/");
            return end < 0 ? Optional.empty() : Optional.of(relative.substring(0, end));
        });
    }

    /// The part of a class; empty for a class from elsewhere.
    Optional<Part> part(JavaClass type) {
        return module(type).map(Part::ofModule);
    }

    /// Whether a class is in its module's root package: the one that the module's other packages are in.
    boolean isInRootPackage(JavaClass type) {
        return module(type)
                .map(rootPackages::get)
                .filter(name -> name.equals(type.getPackageName()))
                .isPresent();
    }

    /// Whether a class's module has more than one package.
    boolean isInModuleOfManyPackages(JavaClass type) {
        return module(type)
                .filter(module -> packages.getOrDefault(module, Set.of()).size() > 1)
                .isPresent();
    }

    /// The name of a class's package below its module's root package: the first one, such as `plan`; empty for the root
    /// package.
    Optional<String> packageBelowRoot(JavaClass type) {
        return module(type)
                .map(rootPackages::get)
                .filter(name -> type.getPackageName().startsWith(name + "."))
                .map(name -> type.getPackageName().substring(name.length() + 1).split("\\.", 2)[0]);
    }

    private static String commonPackage(String one, String other) {
        var common = one;
        while (!(other + ".").startsWith(common + ".")) {
            common = common.substring(0, Math.max(0, common.lastIndexOf('.')));
        }
        return common;
    }
}
