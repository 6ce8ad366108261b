package dev.sluice.client.spring;

import dev.sluice.client.RoutingClientOptions;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Makes options of properties; what is wrong is named by its property. */
final class OptionsFactory {

  private final SluiceClientProperties properties;
  private final Supplier<@Nullable SslBundles> bundles;

  /**
   * @param bundles asked only when a bundle is named
   */
  OptionsFactory(SluiceClientProperties properties, Supplier<@Nullable SslBundles> bundles) {
    this.properties = properties;
    this.bundles = bundles;
  }

  /**
   * The options that the properties say, to be completed.
   *
   * @throws InvalidPropertyException when the client refuses one
   */
  RoutingClientOptions.Builder create() {
    RoutingClientOptions.Builder options = toTargets();
    set("deadline", properties.deadline(), options::deadline);
    properties
        .headers()
        .forEach(
            (name, value) ->
                checked("headers." + name, "(not shown)", () -> options.header(name, value)));
    set("max-in-flight", properties.maxInFlight(), options::maxInFlight);
    set("resume-within", properties.resumeWithin(), options::resumeWithin);
    set("keep-alive", properties.keepAlive(), options::keepAlive);
    set("keep-alive-timeout", properties.keepAliveTimeout(), options::keepAliveTimeout);
    set("user-agent", properties.userAgent(), options::userAgent);
    if (properties.ssl().encrypts()) {
      options.tls();
      set("ssl.bundle", properties.ssl().bundle(), name -> encrypt(options, bundle(name)));
    }
    return options;
  }

  private RoutingClientOptions.Builder toTargets() {
    try {
      return RoutingClientOptions.newBuilder(properties.targets().toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      throw new InvalidPropertyException("targets", properties.targets(), e);
    }
  }

  private static <T> void set(String name, @Nullable T value, Consumer<T> option) {
    if (value != null) {
      checked(name, value, () -> option.accept(value));
    }
  }

  private static void checked(String name, Object shown, Runnable option) {
    try {
      option.run();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new InvalidPropertyException(name, shown, e);
    }
  }

  /** A store that is not there says nothing: a bundle may be about trust alone. */
  private static void encrypt(RoutingClientOptions.Builder options, SslBundle bundle) {
    if (bundle.getOptions().isSpecified()) {
      throw new IllegalArgumentException(
          "The SSL bundle sets ciphers or protocols, which are gRPC's own choice\n"
              + "Maybe use a bundle without options.");
    }
    if (bundle.getStores().getTrustStore() != null) {
      options.tls(bundle.getManagers().getTrustManagers());
    }
    if (bundle.getStores().getKeyStore() != null) {
      options.clientCertificate(bundle.getManagers().getKeyManagers());
    }
  }

  private SslBundle bundle(String name) {
    SslBundles known = bundles.get();
    if (known == null) {
      throw new IllegalArgumentException(
          "The application has no SSL bundles\nMaybe SslAutoConfiguration is excluded.");
    }
    try {
      return known.getBundle(name);
    } catch (NoSuchSslBundleException e) {
      throw new IllegalArgumentException(
          "There is no SSL bundle \"%s\"\nMaybe define spring.ssl.bundle.pem.%s."
              .formatted(name, name),
          e);
    }
  }
}
