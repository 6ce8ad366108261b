package dev.sluice.rules.guard.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rules.fact.Order;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListedNamesLoaderTest {
  private static final String GENERATED = "dev.sluice.rules.catalog.b1.Rules";

  private final List<String> asked = new ArrayList<>();
  private final ListedNamesLoader loader =
      new ListedNamesLoader(
          new ClassLoader(ListedNamesLoaderTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve)
                throws ClassNotFoundException {
              asked.add(name);
              return super.loadClass(name, resolve);
            }

            @Override
            public URL getResource(String name) {
              asked.add(name);
              return super.getResource(name);
            }
          });

  @Test
  void answersWhatIsListedAndNothingElse() throws ClassNotFoundException {
    assertThat(loader.loadClass(Order.class.getName())).isSameAs(Order.class);
    assertThatThrownBy(() -> loader.loadClass("java.lang.Runtime"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThat(asked).containsExactly(Order.class.getName());
  }

  /** A loader of the JVM keeps every name it was asked for, for good. */
  @Test
  void asksTheProgramForNothingThatIsGenerated() {
    assertThatThrownBy(() -> loader.loadClass(GENERATED))
        .isInstanceOf(ClassNotFoundException.class);
    assertThat(loader.getResource(GENERATED.replace('.', '/') + ".class")).isNull();
    assertThat(asked).isEmpty();
  }
}
