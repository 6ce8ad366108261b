package dev.sluice.server.postgres;

import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.Proposal;
import org.junit.jupiter.api.Test;

class PlanJsonTest {

  /** As it lies in databases. */
  static final String STORED =
      """
      {"order":{"key":{"channel":"DOUYIN","orderId":"O-1"},"store":"STORE-1","host":"HOST-1",\
      "liveSession":"","tier":"GOLD","serviceLevel":"STANDARD","placedTime":"2026-11-11T11:59:55Z",\
      "paidTime":"2026-11-11T11:59:56Z","latestShipTime":null,"latestCollectionTime":null,\
      "deliverByTime":null,"delayAccepted":false,"regionCode":"310101","destination":null,\
      "lines":[{"sku":"SKU-1","quantity":2,"unitValueMicros":9900000,"presale":false,\
      "shipFromTime":null}],"attributes":["gift=yes","live=pulse"]},\
      "plan":{"shipments":[{"number":1,"warehouseId":"WH-A","carrierId":"SF",\
      "carrierServiceId":"SF-STD","laneId":"WH-A>SF-STD>31","lines":[{"sku":"SKU-1","quantity":2}],\
      "shipDay":"2026-11-11","shipByTime":"2026-11-11T13:00:00Z",\
      "promiseTime":"2026-11-12T13:00:00Z","chargedWeightGrams":1500,"services":["INSURANCE"],\
      "priority":3,"cost":[{"name":"tariff","kind":"CASH","micros":8000000}]}],\
      "unfulfilledLines":[],"orderCost":[{"name":"split","kind":"PREFERENCE","micros":12}],\
      "ruleSetVersion":"rules-1","decidedTime":"2026-11-11T12:00:00Z","fallback":null,\
      "shareYields":[{"carrierId":"SF","regionGroupId":"CN","reason":"no other way"}],\
      "tags":["pulse"]}}""";

  @Test
  void what_was_stored_once_reads_the_same_for_ever() {
    Proposal proposal = proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 2)));

    PlanContent content = PlanJson.read("id", STORED);

    assertThat(content.order()).isEqualTo(proposal.order());
    assertThat(content.plan()).isEqualTo(proposal.plan().plan());
  }
}
