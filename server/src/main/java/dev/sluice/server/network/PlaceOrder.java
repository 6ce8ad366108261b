package dev.sluice.server.network;

import java.util.Arrays;

/**
 * Warehouses of {@link RegionalLanes} in some order, by their places there, and at which rank of it
 * each of them stands. Immutable.
 */
public final class PlaceOrder {

  /** Instead of a rank: the warehouse is not in the order. */
  public static final int NOWHERE = -1;

  private final int[] places;
  private final int[] ranks;

  /**
   * @param places each at most once
   * @param count of all places there are
   */
  PlaceOrder(int[] places, int count) {
    this.places = places;
    this.ranks = new int[count];
    Arrays.fill(ranks, NOWHERE);
    for (int rank = 0; rank < places.length; rank++) {
      ranks[places[rank]] = rank;
    }
  }

  /** How many warehouses are in it. */
  public int size() {
    return places.length;
  }

  /** The place of the warehouse at this rank, from 0 on. */
  public int place(int rank) {
    return places[rank];
  }

  /** The rank of the warehouse at this place, or {@link #NOWHERE}. */
  public int rank(int place) {
    return ranks[place];
  }
}
