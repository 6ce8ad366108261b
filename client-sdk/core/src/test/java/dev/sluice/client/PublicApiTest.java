package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Callers touch Java's own types and the contract's messages, and nothing that may change below.
 */
class PublicApiTest {

  private static final Set<String> INTERNAL = Set.of("dev.sluice.client.internal");

  /** Takes the way that fakes go; callers have no use for it. */
  private static final Set<String> FOR_FAKES = Set.of("transport");

  @Test
  void noTypeOfGuavaOrGrpcIsInASignature() throws Exception {
    List<String> leaks = new ArrayList<>();
    for (Class<?> type : publicTypes()) {
      for (Method method : type.getDeclaredMethods()) {
        if (!method.isSynthetic() && !FOR_FAKES.contains(method.getName())) {
          check(method, method.getGenericReturnType(), leaks);
        }
      }
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        check(constructor, void.class, leaks);
      }
    }
    assertThat(leaks).isEmpty();
  }

  @Test
  void everyPublicTypeIsFinalOrSealedOrAnInterface() throws Exception {
    assertThat(publicTypes())
        .isNotEmpty()
        .allSatisfy(
            type ->
                assertThat(
                        type.isInterface()
                            || type.isSealed()
                            || Modifier.isFinal(type.getModifiers()))
                    .as(type.getName())
                    .isTrue());
  }

  private static void check(Executable member, Type returned, List<String> leaks) {
    if (!Modifier.isPublic(member.getModifiers())) {
      return;
    }
    List<Type> types = new ArrayList<>(List.of(member.getGenericParameterTypes()));
    types.addAll(List.of(member.getGenericExceptionTypes()));
    types.add(returned);
    for (Type type : types) {
      String name = type.getTypeName();
      if (name.contains("io.grpc") || name.contains("com.google.common")) {
        leaks.add(member + " has " + name);
      }
    }
  }

  private static List<Class<?>> publicTypes() throws IOException, URISyntaxException {
    Path classes =
        Path.of(RoutingClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes.resolve("dev/sluice/client"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file).toString().replace('/', '.');
        Class<?> type = load(name.substring(0, name.length() - ".class".length()));
        if (isPublic(type) && !INTERNAL.contains(type.getPackageName())) {
          types.add(type);
        }
      }
    }
    return types;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApiTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
  }
}
