package dev.sluice.client.testing.junit;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.testing.FakeSluice;
import dev.sluice.client.testing.FakeSluiceBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A {@link FakeSluice} for the tests of a class, {@linkplain FakeSluice#reset() reset} before each:
 * by {@code @ExtendWith(SluiceExtension.class)}, or with a stock table or routes by
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SluiceExtension sluice =
 *     SluiceExtension.of(FakeSluice.newBuilder().stock("Hangzhou", "CUP", 5));
 * }</pre>
 *
 * <p>Tests may take a {@link FakeSluice} or a {@link RoutingClient} as parameters. Tests that run
 * at the same time share the fake of a static field; a field of the instance is a fake for each
 * test.
 */
public final class SluiceExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {

  private final FakeSluiceBuilder builder;

  // Guarded by this.
  private @Nullable FakeSluice fake;
  private int openClasses;

  /** A fake that ships whatever is ordered. */
  public SluiceExtension() {
    this(FakeSluice.newBuilder());
  }

  private SluiceExtension(FakeSluiceBuilder builder) {
    this.builder = builder;
  }

  /** A fake that is built like this. */
  public static SluiceExtension of(FakeSluiceBuilder builder) {
    return new SluiceExtension(Objects.requireNonNull(builder, "builder must not be null"));
  }

  /** The fake; the same one for all tests of a class. */
  public synchronized FakeSluice fake() {
    FakeSluice known = fake;
    if (known == null) {
      known = builder.build();
      fake = known;
    }
    return known;
  }

  /** The fake's own client. */
  public RoutingClient client() {
    return fake().client();
  }

  @Override
  public synchronized void beforeAll(ExtensionContext context) {
    openClasses++;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    fake().reset();
  }

  /** Only a fake of the test instance ends with the test. */
  @Override
  public synchronized void afterEach(ExtensionContext context) {
    closeIfUnused();
  }

  /** Classes may be nested: the outermost ends it. */
  @Override
  public synchronized void afterAll(ExtensionContext context) {
    openClasses--;
    closeIfUnused();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == FakeSluice.class || type == RoutingClient.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FakeSluice.class ? fake() : client();
  }

  private void closeIfUnused() {
    FakeSluice known = fake;
    if (openClasses == 0 && known != null) {
      fake = null;
      known.close();
    }
  }
}
