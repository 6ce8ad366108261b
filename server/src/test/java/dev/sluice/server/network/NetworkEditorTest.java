package dev.sluice.server.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworkEditorTest {
  private final InMemoryNetwork repository = new InMemoryNetwork();
  private final CurrentNetwork current = CurrentNetwork.load(repository);
  private final NetworkEditor editor = new NetworkEditor(repository, current);
  private final List<Long> versionsHeard = new ArrayList<>();

  @BeforeEach
  void loadSmall() {
    editor.replace(TestNetworks.small());
    current.onChange(network -> versionsHeard.add(network.version()));
  }

  @Test
  void aReplacedNetworkIsCurrentAndStored() {
    assertThat(current.get().version()).isEqualTo(1);
    assertThat(current.get().warehouses()).containsOnlyKeys("HZ", "WH");
    assertThat(repository.load().version()).isEqualTo(1);
  }

  @Test
  void changesAreMergedByIdentity() {
    Carrier sf = TestNetworks.carrier("SF", OptionalLong.of(5));

    editor.upsert(NetworkData.ofCarrier(sf));

    assertThat(current.get().carriers()).containsOnlyKeys("SF", "ZTO").containsEntry("SF", sf);
    assertThat(versionsHeard).containsExactly(2L);
  }

  @Test
  void whatDoesNotFitTogetherChangesNothing() {
    Carrier wrong = TestNetworks.carrier("S F", OptionalLong.empty());

    assertThatThrownBy(() -> editor.upsert(NetworkData.ofCarrier(wrong)))
        .isInstanceOf(InvalidNetworkException.class)
        .hasMessageContaining("carrier 'S F'");

    assertThat(repository.version()).isEqualTo(1);
    assertThat(versionsHeard).isEmpty();
  }

  @Test
  void statesOfUnknownPlacesAreNotFound() {
    assertThat(editor.setWarehouseState("NOWHERE", OperatingState.CLOSED)).isEmpty();
    assertThat(editor.setCarrierState("NOBODY", OperatingState.CLOSED)).isEmpty();
    assertThat(repository.version()).isEqualTo(1);
  }

  @Test
  void settingTheSameStateAgainChangesNothing() {
    assertThat(editor.setWarehouseState("HZ", OperatingState.PAUSED))
        .map(Warehouse::state)
        .contains(OperatingState.PAUSED);
    editor.setWarehouseState("HZ", OperatingState.PAUSED);
    editor.setCarrierState("SF", OperatingState.CLOSED);

    assertThat(versionsHeard).containsExactly(2L, 3L);
    assertThat(current.get().warehouses())
        .extractingByKey("HZ")
        .returns(OperatingState.PAUSED, Warehouse::state);
    assertThat(current.get().carriers())
        .extractingByKey("SF")
        .returns(OperatingState.CLOSED, Carrier::state);
  }

  @Test
  void whoComesSecondBuildsOnTheFirst() {
    NetworkEditor elsewhere = new NetworkEditor(repository, CurrentNetwork.load(repository));
    elsewhere.setCarrierState("SF", OperatingState.PAUSED);

    editor.setWarehouseState("HZ", OperatingState.CLOSED);

    assertThat(current.get().version()).isEqualTo(3);
    assertThat(current.get().carriers())
        .extractingByKey("SF")
        .returns(OperatingState.PAUSED, Carrier::state);
    assertThat(current.get().warehouses())
        .extractingByKey("HZ")
        .returns(OperatingState.CLOSED, Warehouse::state);
  }

  @Test
  void aChangeOfAnotherReplicaIsSeenByRefreshing() {
    NetworkEditor elsewhere = new NetworkEditor(repository, CurrentNetwork.load(repository));
    elsewhere.setCarrierState("SF", OperatingState.PAUSED);

    assertThat(current.get().version()).isEqualTo(1);
    assertThat(current.refresh().version()).isEqualTo(2);
    assertThat(versionsHeard).containsExactly(2L);
  }
}
