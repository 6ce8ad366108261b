package dev.sluice.server.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Maven project of somebody who read the client's README: its dependency, its lines of Java, and
 * the client's artifacts as they are installed. Everything of others comes from the local
 * repository that this build filled, so that no network is needed.
 */
final class ReadmeProject {

  private static final Path ROOT = Path.of("..");
  private static final Path README = ROOT.resolve("client-sdk/README.md");
  private static final long PATIENCE_MINUTES = 5;

  /** Where Surefire says that this build's own local repository is. */
  private static final String REPOSITORY = "localRepository";

  private final Path folder;
  private final Path repository;
  private final Path settings;
  private final String version;

  private ReadmeProject(Path folder, String version) {
    this.folder = folder;
    this.repository = folder.resolve("repository");
    this.settings = folder.resolve("settings.xml");
    this.version = version;
  }

  /** Whether there is a Maven to build it with. */
  static boolean canBeBuilt() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "mvn")));
  }

  /**
   * Lays it out, not built yet.
   *
   * @param folder empty
   * @param target stands for the README's own, which is another machine's port
   * @param placedAt what the README's lines leave to the reader
   */
  static ReadmeProject create(Path folder, String target, String placedAt) throws IOException {
    String dependency = block("xml");
    Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(dependency);
    assertThat(version.find()).as(dependency).isTrue();
    ReadmeProject project = new ReadmeProject(folder, version.group(1));
    project.installClient();
    project.write("settings.xml", project.settings());
    project.write("pom.xml", pom(dependency));
    project.write("src/main/java/ReadmeLines.java", program(block("java"), target, placedAt));
    return project;
  }

  /**
   * Compiles it.
   *
   * @return the class path that it runs with
   */
  List<Path> build() throws IOException, InterruptedException {
    Path classPath = folder.resolve("class-path.txt");
    run(
        "mvn",
        "--batch-mode",
        "--quiet",
        "--settings=" + settings,
        "--global-settings=" + settings,
        "-Dmaven.repo.local=" + repository,
        "compile",
        "dependency:build-classpath",
        "-Dmdep.outputFile=" + classPath);
    return Stream.of(Files.readString(classPath).trim().split(File.pathSeparator, -1))
        .map(Path::of)
        .toList();
  }

  /**
   * Runs it.
   *
   * @return what it prints
   */
  String run(List<Path> classPath) throws IOException, InterruptedException {
    Stream<Path> all =
        Stream.concat(Stream.of(folder.resolve("target/classes")), classPath.stream());
    return run(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        String.join(File.pathSeparator, all.map(Path::toString).toList()),
        "ReadmeLines");
  }

  /** Names of the jars that the README says come along, with the client's own. */
  List<String> promisedJars() throws IOException {
    return Stream.concat(
            Stream.of("sluice-client-" + version + ".jar"),
            block("dependencies").lines().flatMap(ReadmeProject::jars))
        .toList();
  }

  private static Stream<String> jars(String line) {
    String[] groupAndNames = line.split(": ", -1);
    String version = groupAndNames[0].substring(groupAndNames[0].indexOf(' ') + 1);
    return Stream.of(groupAndNames[1].split(", ", -1)).map(name -> name + "-" + version + ".jar");
  }

  private void installClient() throws IOException {
    install("sluice-parent", ROOT);
    install("sluice-client-parent", ROOT.resolve("client-sdk"));
    installJar("sluice-proto", ROOT.resolve("proto"));
    installJar("sluice-client", ROOT.resolve("client-sdk/core"));
  }

  private void installJar(String artifactId, Path module) throws IOException {
    Path jar = module.resolve("target/" + artifactId + "-" + version + ".jar");
    assertThat(jar).isRegularFile();
    Files.copy(jar, install(artifactId, module).resolve(jar.getFileName()));
  }

  private Path install(String artifactId, Path module) throws IOException {
    Path there = repository.resolve("dev/sluice/" + artifactId + "/" + version);
    Files.createDirectories(there);
    Files.copy(module.resolve("pom.xml"), there.resolve(artifactId + "-" + version + ".pom"));
    return there;
  }

  private String settings() {
    String filled =
        System.getProperty(
            REPOSITORY, Path.of(System.getProperty("user.home"), ".m2/repository").toString());
    return """
        <settings>
          <mirrors>
            <mirror>
              <id>filled-by-the-build</id>
              <mirrorOf>*</mirrorOf>
              <url>%s</url>
            </mirror>
          </mirrors>
        </settings>
        """
        .formatted(Path.of(filled).toUri());
  }

  private static String pom(String dependency) throws IOException {
    return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>example</groupId>
          <artifactId>order-service</artifactId>
          <version>1</version>
          <properties>
            <maven.compiler.release>17</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <dependencies>
        %s
          </dependencies>
          <build>
            <pluginManagement>
              <plugins>
        %s
              </plugins>
            </pluginManagement>
          </build>
        </project>
        """
        .formatted(
            dependency,
            plugin("maven-resources-plugin")
                + plugin("maven-compiler-plugin")
                + plugin("maven-dependency-plugin"));
  }

  /** As this build has it: another version might not be there. */
  private static String plugin(String artifactId) throws IOException {
    Matcher plugin =
        Pattern.compile("<artifactId>" + artifactId + "</artifactId>\\s*<version>[^<]+</version>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertThat(plugin.find()).as(artifactId).isTrue();
    return "<plugin>" + plugin.group() + "</plugin>\n";
  }

  private static String program(String lines, String target, String placedAt) {
    assertThat(lines).contains("localhost:50051");
    return """
        import dev.sluice.client.*;
        import dev.sluice.routing.v1.*;
        import java.time.Instant;

        class ReadmeLines {
          public static void main(String[] arguments) {
            Instant placedAt = Instant.parse("%s");
        %s
          }
        }
        """
        .formatted(placedAt, lines.replace("localhost:50051", target));
  }

  /** The first block of this language. */
  private static String block(String language) throws IOException {
    String readme = Files.readString(README);
    String fence = "```" + language + "\n";
    int start = readme.indexOf(fence);
    assertThat(start).as(fence).isNotNegative();
    return readme.substring(start + fence.length(), readme.indexOf("\n```", start));
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** What it says; warnings, which newer JDKs give, go another way. */
  private String run(String... command) throws IOException, InterruptedException {
    Path said = folder.resolve("said.txt");
    Path warned = folder.resolve("warned.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(said.toFile())
            .redirectError(warned.toFile())
            .start();
    boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(said, StandardCharsets.UTF_8);
    String all = text + Files.readString(warned, StandardCharsets.UTF_8);
    assertThat(ended).as("Ended in time: %s", all).isTrue();
    assertThat(process.exitValue()).as("%s", all).isZero();
    return text;
  }
}
