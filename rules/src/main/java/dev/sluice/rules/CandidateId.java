package dev.sluice.rules;

import dev.sluice.rules.fact.Candidate;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Warehouse;
import org.jspecify.annotations.Nullable;

/**
 * Which candidate a verdict concerns.
 *
 * @param kind what kind of candidate
 * @param warehouseId empty for a carrier service
 * @param carrierId empty for a warehouse
 * @param serviceId empty for a warehouse
 */
public record CandidateId(Kind kind, String warehouseId, String carrierId, String serviceId)
    implements Comparable<CandidateId> {
  /** The three kinds of candidates. */
  public enum Kind {
    /** A warehouse. */
    WAREHOUSE,
    /** One service of a carrier. */
    SERVICE,
    /** A warehouse and a carrier service together. */
    OPTION
  }

  /** The id of a warehouse. */
  public static CandidateId warehouse(String warehouseId) {
    return new CandidateId(Kind.WAREHOUSE, warehouseId, "", "");
  }

  /** The id of a carrier service. */
  public static CandidateId service(String carrierId, String serviceId) {
    return new CandidateId(Kind.SERVICE, "", carrierId, serviceId);
  }

  /** The id of a warehouse and carrier service together. */
  public static CandidateId option(String warehouseId, String carrierId, String serviceId) {
    return new CandidateId(Kind.OPTION, warehouseId, carrierId, serviceId);
  }

  /** The id of a candidate fact. */
  public static CandidateId of(Candidate candidate) {
    if (candidate instanceof Warehouse warehouse) {
      return warehouse(warehouse.id());
    }
    if (candidate instanceof Carrier carrier) {
      return service(carrier.id(), carrier.service());
    }
    var option = (Option) candidate;
    return option(option.warehouse().id(), option.carrier().id(), option.carrier().service());
  }

  /** For example `warehouse HZ-1`, `carrier ZTO/EXPRESS`, `option HZ-1 ZTO/EXPRESS`. */
  public String text() {
    return switch (kind) {
      case WAREHOUSE -> "warehouse " + warehouseId;
      case SERVICE -> "carrier " + carrierId + "/" + serviceId;
      case OPTION -> "option " + warehouseId + " " + carrierId + "/" + serviceId;
    };
  }

  /** As a record's own; written out because every decision looks up a hundred of them. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof CandidateId that
            && kind == that.kind
            && warehouseId.equals(that.warehouseId)
            && carrierId.equals(that.carrierId)
            && serviceId.equals(that.serviceId));
  }

  @Override
  public int hashCode() {
    // Which ids are empty tells the kind.
    return (warehouseId.hashCode() * 31 + carrierId.hashCode()) * 31 + serviceId.hashCode();
  }

  @Override
  public int compareTo(CandidateId other) {
    int order = kind.compareTo(other.kind);
    order = order != 0 ? order : warehouseId.compareTo(other.warehouseId);
    order = order != 0 ? order : carrierId.compareTo(other.carrierId);
    return order != 0 ? order : serviceId.compareTo(other.serviceId);
  }
}
