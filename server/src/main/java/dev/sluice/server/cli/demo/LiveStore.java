package dev.sluice.server.cli.demo;

import java.util.List;

/** A shop on a channel, what it sells, and the host who sells for it live that evening. */
record LiveStore(
    String id,
    String channel,
    String name,
    String nameEn,
    List<String> categories,
    String hostId,
    String hostName,
    String liveSession) {

  static List<LiveStore> list() {
    return SampleTable.read("stores.csv").stream()
        .map(
            row ->
                new LiveStore(
                    row.get("store_id"),
                    row.get("channel"),
                    row.get("name"),
                    row.get("name_en"),
                    SampleTable.list(row, "categories"),
                    row.get("host_id"),
                    row.get("host_name"),
                    row.get("live_session")))
        .toList();
  }
}
