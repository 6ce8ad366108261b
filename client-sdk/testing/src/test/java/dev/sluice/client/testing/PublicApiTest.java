package dev.sluice.client.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests touch Java's own types, the client's and the contract's messages, and nothing below. */
class PublicApiTest {

  private static final List<String> FOREIGN =
      List.of("io.grpc", "com.google.common", "build.buf", "dev.sluice.client.internal");

  @Test
  void noTypeFromBelowIsInASignature() throws Exception {
    assertThat(publicTypes())
        .contains(FakeSluice.class)
        .allSatisfy(
            type -> {
              assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
              for (Executable member : members(type)) {
                assertThat(types(member))
                    .as("%s", member)
                    .noneMatch(name -> FOREIGN.stream().anyMatch(name::contains));
              }
            });
  }

  private static List<Executable> members(Class<?> type) {
    List<Executable> members = new ArrayList<>(List.of(type.getDeclaredMethods()));
    members.addAll(List.of(type.getDeclaredConstructors()));
    members.removeIf(member -> !Modifier.isPublic(member.getModifiers()));
    return members;
  }

  private static List<String> types(Executable member) {
    List<Type> types = new ArrayList<>(List.of(member.getGenericParameterTypes()));
    if (member instanceof Method method) {
      types.add(method.getGenericReturnType());
    }
    return types.stream().map(Type::getTypeName).toList();
  }

  private static List<Class<?>> publicTypes() throws Exception {
    Path classes =
        Path.of(FakeSluice.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file).toString().replace('/', '.');
        Class<?> type =
            Class.forName(
                name.substring(0, name.length() - ".class".length()),
                false,
                FakeSluice.class.getClassLoader());
        if (Modifier.isPublic(type.getModifiers())) {
          types.add(type);
        }
      }
    }
    return types;
  }
}
