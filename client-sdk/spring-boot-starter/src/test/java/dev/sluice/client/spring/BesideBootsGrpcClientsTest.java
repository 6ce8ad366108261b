package dev.sluice.client.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.RoutingClient;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.grpc.client.autoconfigure.CompositeChannelFactoryAutoConfiguration;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.grpc.client.GrpcChannelFactory;

/** Spring Boot's own clients of gRPC and this one do not notice each other. */
class BesideBootsGrpcClientsTest {

  private final ApplicationContextRunner boot =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  SslAutoConfiguration.class,
                  GrpcClientAutoConfiguration.class,
                  CompositeChannelFactoryAutoConfiguration.class,
                  GrpcClientObservationAutoConfiguration.class));

  private final ApplicationContextRunner both =
      boot.withConfiguration(
          AutoConfigurations.of(
              SluiceClientAutoConfiguration.class,
              SluiceClientHealthAutoConfiguration.class,
              SluiceClientMetricsAutoConfiguration.class,
              SluiceClientTracingAutoConfiguration.class));

  @Test
  void bootsBeansStayAsTheyAre() {
    boot.run(
        alone ->
            both.run(
                together -> {
                  Map<String, Class<?>> before = beans(alone);
                  Map<String, Class<?>> after = beans(together);
                  assertThat(before).isNotEmpty();
                  assertThat(after).containsAllEntriesOf(before);
                  after.keySet().removeAll(before.keySet());
                  assertThat(after.values())
                      .allMatch(type -> type.getName().startsWith("dev.sluice.client."));
                  assertThat(together).doesNotHaveBean(Channel.class);
                }));
  }

  @Test
  void eachHasItsOwnTargetAndKeepsToIt() {
    try (TestServer ours = TestServer.start();
        TestServer theirs = TestServer.start()) {
      both.withPropertyValues(
              "spring.grpc.client.channel.default.target=static://" + theirs.target(),
              "spring.grpc.client.channel.default.user-agent=of-boot",
              "spring.grpc.client.channel.other.target=static://" + theirs.target(),
              "sluice.client.targets=" + ours.target())
          .run(
              context -> {
                context.getBean(RoutingClient.class).getPlan("P-1");
                assertThat(ours.lastHeader("user-agent")).startsWith("sluice-client-java");
                ManagedChannel channel =
                    context.getBean(GrpcChannelFactory.class).createChannel("other");
                assertThat(channel.authority()).isEqualTo(theirs.target());
              });
    }
  }

  private static Map<String, Class<?>> beans(ApplicationContext context) {
    Map<String, Class<?>> beans = new TreeMap<>();
    Arrays.stream(context.getBeanDefinitionNames())
        .forEach(name -> beans.put(name, context.getBean(name).getClass()));
    return beans;
  }
}
