package dev.sluice.client.contract;

import dev.sluice.client.RoutingClient;
import java.time.Duration;
import java.time.Instant;

/**
 * A Sluice that the contract is tested on: warehouses {@link #HANGZHOU}, {@link #WUHAN} and {@link
 * #GUANGZHOU}, and one carrier service, {@link #SERVICE}. Hangzhou is nearest to Shanghai. It knows
 * the SKUs that it was given.
 */
public interface Surroundings {

  /** Ships everywhere but to {@link #URUMQI}. */
  String HANGZHOU = "Hangzhou";

  /** Ships everywhere but to {@link #URUMQI}. */
  String WUHAN = "Wuhan";

  /** Ships to {@link #BEIJING} only. */
  String GUANGZHOU = "Guangzhou";

  /** Who carries everything. */
  String CARRIER = "SF";

  /** How. */
  String SERVICE = "SF-EXPRESS";

  /** Where orders go, by region code. */
  String SHANGHAI = "3101";

  /** Another region code that is known. */
  String BEIJING = "1101";

  /** A known region that no warehouse ships to. */
  String URUMQI = "6501";

  /** A region code that is not known. */
  String NOWHERE = "9901";

  /** Of this Sluice. */
  RoutingClient client();

  /** Makes a SKU known, with so many units that can be promised. */
  void stock(String warehouseId, String sku, long units);

  /** Units that can be promised. */
  long available(String warehouseId, String sku);

  /** What this Sluice takes for the time. */
  Instant now();

  /** Moves that time. */
  void advance(Duration by);
}
