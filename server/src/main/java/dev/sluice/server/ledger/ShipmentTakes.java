package dev.sluice.server.ledger;

import java.util.List;

/** Everything one planned shipment takes, all or nothing. */
public record ShipmentTakes(int shipmentNumber, List<Take> takes, List<ShareTake> shareTakes) {}
