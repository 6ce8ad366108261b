package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.ImportNetworkResponse;
import dev.sluice.routing.v1.ListWarehousesRequest;
import dev.sluice.routing.v1.ListWarehousesResponse;
import dev.sluice.routing.v1.NetworkServiceGrpc.NetworkServiceImplBase;
import dev.sluice.routing.v1.Product;
import dev.sluice.routing.v1.StockRecord;
import dev.sluice.routing.v1.Warehouse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NetworkClientTest {

  private static final int MIB = 1024 * 1024;

  private final List<ImportNetworkRequest> chunks = new CopyOnWriteArrayList<>();
  private volatile int refuseAfterChunks = Integer.MAX_VALUE;
  private final FakeServer server = new FakeServer(new FakeNetwork());
  private final RoutingClient client = server.client();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void aLargeNetworkTravelsInChunksAndArrivesWhole() {
    ImportNetworkRequest.Builder network = ImportNetworkRequest.newBuilder().setDryRun(true);
    for (int i = 0; i < 100_000; i++) {
      network.addProducts(Product.newBuilder().setSku("SKU-" + i));
      network.addStock(StockRecord.newBuilder().setWarehouseId("WH-1").setSku("SKU-" + i));
    }

    ImportNetworkResponse answer = client.network().importNetwork(List.of(network.build()));

    assertThat(answer.getNetworkVersion()).isEqualTo(7);
    assertThat(chunks).hasSizeGreaterThan(3);
    assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.getSerializedSize()).isLessThan(MIB));
    ImportNetworkRequest.Builder arrived = ImportNetworkRequest.newBuilder();
    chunks.forEach(arrived::mergeFrom);
    assertThat(arrived.build()).isEqualTo(network.build());
  }

  @Test
  void aRefusalEndsTheUpload() {
    refuseAfterChunks = 1;
    ImportNetworkRequest part =
        ImportNetworkRequest.newBuilder().addProducts(Product.newBuilder().setSku("A")).build();

    assertThatThrownBy(() -> client.network().importNetwork(List.of(part, part, part)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("contradicts itself");
  }

  @Test
  void listsReadEveryPage() {
    assertThat(client.network().listWarehouses())
        .extracting(Warehouse::getWarehouseId)
        .containsExactly("WH-1", "WH-2");
  }

  private final class FakeNetwork extends NetworkServiceImplBase {
    @Override
    public StreamObserver<ImportNetworkRequest> importNetwork(
        StreamObserver<ImportNetworkResponse> answer) {
      return new StreamObserver<>() {
        @Override
        public void onNext(ImportNetworkRequest chunk) {
          chunks.add(chunk);
          if (chunks.size() == refuseAfterChunks) {
            answer.onError(
                Status.INVALID_ARGUMENT
                    .withDescription("the network contradicts itself")
                    .asRuntimeException());
          }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          if (chunks.size() < refuseAfterChunks) {
            answer.onNext(ImportNetworkResponse.newBuilder().setNetworkVersion(7).build());
            answer.onCompleted();
          }
        }
      };
    }

    @Override
    public void listWarehouses(
        ListWarehousesRequest request, StreamObserver<ListWarehousesResponse> answer) {
      boolean first = request.getPageToken().isEmpty();
      answer.onNext(
          ListWarehousesResponse.newBuilder()
              .addWarehouses(Warehouse.newBuilder().setWarehouseId(first ? "WH-1" : "WH-2"))
              .setNextPageToken(first ? "more" : "")
              .build());
      answer.onCompleted();
    }
  }
}
