package dev.sluice.rules.fact;

/** What a rule may reject or price for an order: a warehouse, a carrier service, or both. */
public sealed interface Candidate permits Warehouse, Carrier, Option {}
