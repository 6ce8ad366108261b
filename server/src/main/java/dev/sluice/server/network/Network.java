package dev.sluice.server.network;

import java.util.Map;
import java.util.Optional;

/**
 * The checked and indexed master data of one network version. Immutable.
 *
 * @param version counts up with every change
 */
public record Network(
    long version,
    Map<String, Region> regions,
    Map<String, RegionGroup> regionGroups,
    Map<String, Warehouse> warehouses,
    Map<String, Carrier> carriers,
    Map<String, CarrierService> carrierServices,
    Map<String, Tariff> tariffs,
    Map<String, Product> products) {

  public Optional<Product> findProduct(String sku) {
    return Optional.ofNullable(products.get(sku));
  }

  public Optional<Region> findRegion(String code) {
    return Optional.ofNullable(regions.get(code));
  }
}
