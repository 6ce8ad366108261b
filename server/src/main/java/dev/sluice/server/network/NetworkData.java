package dev.sluice.server.network;

import java.util.List;

/** All master data of a network, as it is imported, stored and indexed; not yet checked. */
public record NetworkData(
    List<Region> regions,
    List<RegionGroup> regionGroups,
    List<Warehouse> warehouses,
    List<Carrier> carriers,
    List<CarrierService> carrierServices,
    List<Tariff> tariffs,
    List<Lane> lanes,
    List<CoverageRule> coverage,
    List<Product> products) {}
