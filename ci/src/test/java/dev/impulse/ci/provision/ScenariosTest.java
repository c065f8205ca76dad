package dev.impulse.ci.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.load.LoadGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenariosTest {
    private static final Path KOTLIN = Path.of("target", "impulse", "kotlin");

    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();

    @Test
    void aJavaSourceIsCompiledOnceForEachContent() throws Exception {
        Path source = write(
                "Browse.java",
                "public class Browse implements dev.impulse.load.LoadGenerator {"
                        + " public void run(dev.impulse.load.Load load) {} }");

        LoadGenerator first = scenarios().ofSource(source).get();
        LoadGenerator second = scenarios().ofSource(source).get();
        assertThat(first.getClass().getName()).isEqualTo("Browse");
        assertThat(first.getClass()).isNotSameAs(second.getClass());
        assertThat(progress).hasSize(1).first().asString().startsWith("compiling Browse.java with javac 25");

        Files.writeString(source, Files.readString(source) + "\n// changed");
        scenarios().ofSource(source);
        assertThat(progress).hasSize(2);
    }

    @Test
    void aKotlinSourceIsCompiled() throws Exception {
        Path source = write("Checkout.kt", """
                package com.example
                import dev.impulse.load.Load
                import dev.impulse.load.LoadGenerator
                data class Cart(val id: String)
                class Checkout : LoadGenerator {
                    override fun run(load: Load) { check(Cart("c").id == "c") }
                }
                """);

        LoadGenerator scenario = scenarios().ofSource(source).get();
        assertThat(scenario.getClass().getName()).isEqualTo("com.example.Checkout");
        assertThat(progress).hasSize(1).first().asString().matches("compiling Checkout.kt with Kotlin 2\\.\\S+");
        scenarios().ofSource(source);
        assertThat(progress).hasSize(1);
    }

    @Test
    void whatDoesNotCompileIsToldInTheCompilersWords() throws Exception {
        Path java = write("Wrong.java", "public class Wrong {\n  int x = \"text\";\n}");
        assertThatThrownBy(() -> scenarios().ofSource(java))
                .isInstanceOf(ScenarioMistake.class)
                .hasMessageContaining("Wrong.java:2: error: incompatible types: String cannot be converted to int")
                .hasMessageContaining("1 error");

        Path kotlin = write("Wrong.kt", "class Wrong {\n  val x: Int = \"text\"\n}");
        assertThatThrownBy(() -> scenarios().ofSource(kotlin))
                .isInstanceOf(ScenarioMistake.class)
                .hasMessageContaining("Wrong.kt:2:14: error: ");
    }

    @Test
    void twoSourcesMayHaveClassesOfTheSameName() throws Exception {
        String text = "record Cart(String id) {} public class %s implements dev.impulse.load.LoadGenerator {"
                + " public void run(dev.impulse.load.Load load) { new Cart(\"1\"); } }";
        Scenarios scenarios = scenarios();

        assertThat(scenarios
                        .ofSource(write("First.java", text.formatted("First")))
                        .get())
                .isNotNull();
        assertThat(scenarios
                        .ofSource(write("Second.java", text.formatted("Second")))
                        .get())
                .isNotNull();
    }

    @Test
    void aClassIsLoadedFromTheUsersClassPath() throws Exception {
        Path source = write(
                "Pay.java",
                "package com.example; public class Pay implements dev.impulse.load.LoadGenerator {"
                        + " public void run(dev.impulse.load.Load load) {} }");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        assertThat(new JavaCompiler().compile(source, classPathOfTests(), classes))
                .isEmpty();

        LoadGenerator pay = scenarios(classes).ofClass("com.example.Pay").get();
        assertThat(pay.getClass().getClassLoader().getName()).isEqualTo("scenario");
    }

    @Test
    void usersClassesComeBeforeOurOwnOfTheSameName() throws Exception {
        Path source = write(
                "CommandLine.java",
                "package picocli; public class CommandLine implements dev.impulse.load.LoadGenerator {"
                        + " public void run(dev.impulse.load.Load load) {} }");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        assertThat(new JavaCompiler().compile(source, classPathOfTests(), classes))
                .isEmpty();

        assertThat(scenarios(classes).ofClass("picocli.CommandLine").get()).isInstanceOf(LoadGenerator.class);
    }

    @Test
    void aClassThatIsNotThereIsToldWithTheClassPath() {
        assertThatThrownBy(() -> scenarios().ofClass("com.example.None"))
                .isInstanceOf(ScenarioMistake.class)
                .hasMessageContaining("com.example.None: no such class on the class path");
        assertThatThrownBy(() -> scenarios(folder.resolve("none.jar")).ofClass("com.example.None"))
                .hasMessageContaining("none.jar of the class path is not there");
    }

    @Test
    void whatIsNoScenarioIsTold() throws Exception {
        Path none = write("None.java", "public class None {}");
        assertThatThrownBy(() -> scenarios().ofSource(none))
                .hasMessage("None: not a scenario (expected: a class that implements dev.impulse.load.LoadGenerator)");

        Path picky = write(
                "Picky.java",
                "public class Picky implements dev.impulse.load.LoadGenerator {"
                        + " public Picky(int size) {} public void run(dev.impulse.load.Load load) {} }");
        assertThatThrownBy(() -> scenarios().ofSource(picky)).hasMessageStartingWith("Picky: no fitting constructor");

        assertThatThrownBy(() -> scenarios().ofSource(folder.resolve("Gone.java")))
                .hasMessageEndingWith("Gone.java: no such file");
        assertThatThrownBy(() -> scenarios().ofSource(write("notes.txt", "")))
                .hasMessageContaining("expected: a .java or .kt file");
    }

    private Scenarios scenarios(Path... classPath) {
        return new Scenarios(List.of(classPath), folder.resolve("cache"), KOTLIN, progress::add);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<Path> classPathOfTests() {
        List<Path> paths = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
            paths.add(Path.of(entry));
        }
        return paths;
    }
}
