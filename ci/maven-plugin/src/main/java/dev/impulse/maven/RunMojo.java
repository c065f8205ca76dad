package dev.impulse.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/// Runs a load test, and fails the build when it did not pass.
@Mojo(
        name = "run",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
public final class RunMojo extends AbstractMojo {
    /// The load test's file, or a scenario's source.
    @Parameter(property = "impulse.file", defaultValue = "${project.basedir}/loadtest.yaml")
    private File file = new File("");

    /// The profile of the file that is run.
    @Parameter(property = "impulse.profile")
    private @Nullable String profile;

    /// What `${NAME}` stands for in the file, by name.
    @Parameter
    private Map<String, String> variables = Map.of();

    /// Further options of `impulse run`, each as it is.
    @Parameter(property = "impulse.options")
    private List<String> options = List.of();

    /// Where the folder of the result goes, which is named after the file and the profile.
    @Parameter(property = "impulse.resultsDirectory", defaultValue = "${project.build.directory}/impulse")
    private File resultsDirectory = new File("");

    /// What becomes of a run whose numbers cannot be trusted: `fail` or `warn`. It never counts as passed.
    @Parameter(property = "impulse.inconclusive", defaultValue = "fail")
    private String inconclusive = "fail";

    /// The home of a JDK 25; without it one is looked for.
    @Parameter(property = "impulse.jdkHome")
    private @Nullable File jdkHome;

    /// Whether nothing is run at all.
    @Parameter(property = "impulse.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private @Nullable MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private @Nullable MavenSession session;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private @Nullable PluginDescriptor plugin;

    private final ToolchainManager toolchains;

    @Inject
    RunMojo(ToolchainManager toolchains) {
        this.toolchains = toolchains;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("impulse.skip is set: no load test is run");
            return;
        }
        if (!inconclusive.equals("fail") && !inconclusive.equals("warn")) {
            throw new MojoExecutionException("inconclusive: " + inconclusive + " (expected: fail or warn)");
        }
        Path result = resultsDirectory.toPath().resolve(name());
        try {
            int code = new Command(jdk(), commandClassPath(), basedir()).run(arguments(result), getLog()::info);
            end(Ending.of(code, result));
        } catch (IOException failed) {
            throw new MojoExecutionException("the command could not be run: " + failed, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("interrupted: the load test was ended", interrupted);
        }
    }

    private void end(Ending ending) throws MojoExecutionException, MojoFailureException {
        switch (ending.kind()) {
            case PASSED -> getLog().info(ending.message());
            case FAILED -> throw new MojoFailureException(ending.message());
            case INCONCLUSIVE -> {
                if (inconclusive.equals("fail")) {
                    throw new MojoFailureException(ending.message());
                }
                getLog().warn(ending.message());
            }
            case NO_VERDICT -> throw new MojoExecutionException(ending.message());
        }
    }

    private List<String> arguments(Path result) throws MojoExecutionException {
        List<String> arguments = new ArrayList<>(List.of("run", file.getPath(), "--out", result.toString()));
        String classPath = String.join(File.pathSeparator, testClassPath());
        if (!classPath.isEmpty()) {
            arguments.addAll(List.of("--classpath", classPath));
        }
        if (profile != null) {
            arguments.addAll(List.of("--profile", profile));
        }
        new TreeMap<>(variables).forEach((name, value) -> arguments.addAll(List.of("--var", name + "=" + value)));
        arguments.addAll(options);
        return arguments;
    }

    /// The file's name without its ending, with the profile's.
    private String name() {
        String name = file.getName().replaceFirst("\\.[^.]*$", "");
        return profile == null ? name : name + "-" + profile;
    }

    /// What the module's tests see. A module without tests has no folder of their classes.
    private List<String> testClassPath() throws MojoExecutionException {
        try {
            return given(project).getTestClasspathElements().stream()
                    .filter(element -> Files.exists(Path.of(element)))
                    .toList();
        } catch (DependencyResolutionRequiredException impossible) {
            throw new MojoExecutionException("the test class path is not resolved", impossible);
        }
    }

    /// The command with all that it needs, which are what this plugin depends on.
    private List<Path> commandClassPath() {
        return given(plugin).getArtifacts().stream()
                .filter(artifact ->
                        !artifact.getArtifactId().equals(given(plugin).getArtifactId()))
                .map(Artifact::getFile)
                .map(File::toPath)
                .toList();
    }

    private Path jdk() throws MojoExecutionException {
        List<Path> homes = new ArrayList<>();
        if (jdkHome != null) {
            if (!Jdks.fits(jdkHome.toPath())) {
                throw new MojoExecutionException("impulse.jdkHome: " + jdkHome + " (expected: the home of a JDK "
                        + Jdks.RELEASE + "; found: " + Jdks.found(jdkHome.toPath()) + ")");
            }
            return jdkHome.toPath();
        }
        homes.addAll(Jdks.ofToolchains(toolchains, given(session)));
        homes.addAll(Jdks.usual(System.getenv(), System.getProperty("java.home"), System.getProperty("user.home")));
        return homes.stream()
                .filter(Jdks::fits)
                .findFirst()
                .orElseThrow(() -> new MojoExecutionException("no JDK " + Jdks.RELEASE
                        + " was found: Impulse runs on one, whatever Maven runs on. Install one, or say where it is"
                        + " by impulse.jdkHome, IMPULSE_JAVA_HOME, or a toolchain. Looked at: " + homes));
    }

    private Path basedir() {
        return given(project).getBasedir().toPath();
    }

    /// What Maven puts into a field before it calls.
    private static <T> T given(@Nullable T injected) {
        if (injected == null) {
            throw new IllegalStateException("called without Maven");
        }
        return injected;
    }
}
