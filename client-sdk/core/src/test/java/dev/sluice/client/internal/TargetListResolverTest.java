package dev.sluice.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TargetListResolverTest {

  @Test
  void aListOfTargetsSurvivesItsUri() {
    assertThat(TargetListResolver.uri(List.of("[::1]:50051", "b:1")))
        .isEqualTo("sluice:///%5B::1%5D:50051,b:1");
    assertThat(TargetListResolver.uri(List.of("a:1"))).isEqualTo("dns:///a:1");
  }
}
