package dev.sluice.client.testing;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.contract.BadInputContract;
import dev.sluice.client.contract.PlanLifeContract;
import dev.sluice.client.contract.RerouteContract;
import dev.sluice.client.contract.RoutingContract;
import dev.sluice.client.contract.StreamContract;
import dev.sluice.client.contract.Surroundings;
import dev.sluice.client.testing.junit.SluiceExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The fake keeps the contract, as the real server does. */
class FakeContractTest {

  @RegisterExtension
  static final SluiceExtension sluice =
      SluiceExtension.of(
          FakeSluice.newBuilder()
              .stock(Surroundings.HANGZHOU, "ANYTHING", 0)
              .stock(Surroundings.WUHAN, "ANYTHING", 0)
              .stock(Surroundings.GUANGZHOU, "ANYTHING", 0)
              .covers(Surroundings.HANGZHOU, Surroundings.SHANGHAI, Surroundings.BEIJING)
              .covers(Surroundings.WUHAN, Surroundings.SHANGHAI, Surroundings.BEIJING)
              .covers(Surroundings.GUANGZHOU, Surroundings.BEIJING)
              .destinations(Surroundings.SHANGHAI, Surroundings.BEIJING, Surroundings.URUMQI)
              .carrierService(Surroundings.CARRIER, Surroundings.SERVICE));

  @Nested
  class Routing extends RoutingContract {
    @Override
    protected Surroundings sluice() {
      return FAKE;
    }
  }

  @Nested
  class BadInput extends BadInputContract {
    @Override
    protected Surroundings sluice() {
      return FAKE;
    }
  }

  @Nested
  class PlanLife extends PlanLifeContract {
    @Override
    protected Surroundings sluice() {
      return FAKE;
    }
  }

  @Nested
  class Reroute extends RerouteContract {
    @Override
    protected Surroundings sluice() {
      return FAKE;
    }
  }

  @Nested
  class Stream extends StreamContract {
    @Override
    protected Surroundings sluice() {
      return FAKE;
    }
  }

  private static final Surroundings FAKE =
      new Surroundings() {
        @Override
        public RoutingClient client() {
          return sluice.client();
        }

        @Override
        public void stock(String warehouseId, String sku, long units) {
          sluice.fake().setStock(warehouseId, sku, units);
        }

        @Override
        public long available(String warehouseId, String sku) {
          return sluice.fake().available(warehouseId, sku);
        }

        @Override
        public Instant now() {
          return sluice.fake().now();
        }

        @Override
        public void advance(Duration by) {
          sluice.fake().advance(by);
        }
      };
}
