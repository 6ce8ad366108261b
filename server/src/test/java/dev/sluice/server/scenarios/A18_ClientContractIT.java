package dev.sluice.server.scenarios;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.contract.BadInputContract;
import dev.sluice.client.contract.PlanLifeContract;
import dev.sluice.client.contract.RerouteContract;
import dev.sluice.client.contract.RoutingContract;
import dev.sluice.client.contract.StreamContract;
import dev.sluice.client.contract.Surroundings;
import dev.sluice.routing.v1.Coverage;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.Warehouse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What callers rely on, and what the client's fake promises their tests, is what a server does. */
class A18_ClientContractIT {

  @RegisterExtension
  static final TestService service =
      TestService.with(
          TestNetwork.ofThreeCities()
              .warehouse(City.GUANGZHOU)
              .lastTouch(A18_ClientContractIT::excludePlaces));

  private static final Surroundings REAL =
      new Surroundings() {
        @Override
        public RoutingClient client() {
          return service.client();
        }

        @Override
        public void stock(String warehouseId, String sku, long units) {
          service.sells(sku, TestService.at(warehouseId, units));
        }

        @Override
        public long available(String warehouseId, String sku) {
          return service.available(sku, warehouseId);
        }

        @Override
        public Instant now() {
          return service.clock().now();
        }

        @Override
        public void advance(Duration by) {
          service.clock().advance(by);
        }
      };

  @Nested
  class Routing extends RoutingContract {
    @Override
    protected Surroundings sluice() {
      return REAL;
    }
  }

  @Nested
  class BadInput extends BadInputContract {
    @Override
    protected Surroundings sluice() {
      return REAL;
    }
  }

  @Nested
  class PlanLife extends PlanLifeContract {
    @Override
    protected Surroundings sluice() {
      return REAL;
    }
  }

  @Nested
  class Reroute extends RerouteContract {
    @Override
    protected Surroundings sluice() {
      return REAL;
    }
  }

  @Nested
  class Stream extends StreamContract {
    @Override
    protected Surroundings sluice() {
      return REAL;
    }
  }

  private static void excludePlaces(ImportNetworkRequest.Builder network) {
    exclude(network, Surroundings.GUANGZHOU, Surroundings.SHANGHAI);
    for (Warehouse warehouse : List.copyOf(network.getWarehousesList())) {
      exclude(network, warehouse.getWarehouseId(), Surroundings.URUMQI);
    }
  }

  private static void exclude(
      ImportNetworkRequest.Builder network, String warehouseId, String regionCode) {
    network.addCoverage(
        Coverage.newBuilder()
            .setWarehouseId(warehouseId)
            .setRegionCode(regionCode)
            .setExcluded(true));
  }
}
