package dev.sluice.rules.guard.bytecode;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parent of the loader of generated classes: answers the names they may use and those the engine
 * needs to load them, and no others.
 */
public final class ListedNamesLoader extends ClassLoader {
  /** What the engine asks its rules' loader for while it compiles and starts. */
  private static final Set<String> ENGINE =
      Set.of(
          "java.lang.Throwable",
          "java.lang.CharSequence",
          "java.lang.Comparable",
          "java.lang.Iterable",
          "java.lang.Record",
          "java.util.Collection",
          "java.util.function.Supplier",
          "org.drools.ecj.EclipseJavaCompiler");

  private static final Set<String> CONFIGURATION =
      Set.of(
          "META-INF/kie.properties.conf",
          "META-INF/kie.default.properties.conf",
          "META-INF/kie.default.mvel.properties.conf");

  private final ClassLoader real;

  /** Answers what it answers from this loader. */
  public ListedNamesLoader(ClassLoader real) {
    super("sluice-rules", null);
    this.real = real;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    var path = name.replace('.', '/');
    if (isGenerated(path) || (!ENGINE.contains(name) && !GoldenReferences.allowsClass(path))) {
      throw new ClassNotFoundException(name);
    }
    return real.loadClass(name);
  }

  /** Descriptions of classes, for the compiler: reading one runs nothing. */
  @Override
  public @Nullable URL getResource(String name) {
    boolean may = name.endsWith(".class") && !isGenerated(name);
    return may || CONFIGURATION.contains(name) ? real.getResource(name) : null;
  }

  /** The program has none of them, and its loader remembers every name it was ever asked for. */
  private static boolean isGenerated(String path) {
    return GoldenReferences.isGenerated(path);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return CONFIGURATION.contains(name) ? real.getResources(name) : Collections.emptyEnumeration();
  }
}
