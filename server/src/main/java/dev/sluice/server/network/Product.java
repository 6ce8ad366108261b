package dev.sluice.server.network;

import java.util.Set;

/**
 * What one SKU is, as far as routing cares.
 *
 * @param weightGrams of one unit, packed; 0 or more
 * @param lengthMm of one unit, packed; 0 where unknown, like the other two
 * @param returnRate share of sold units that buyers send back, 0 to 1; 0 where unknown
 */
public record Product(
    String sku,
    String name,
    String category,
    int weightGrams,
    int lengthMm,
    int widthMm,
    int heightMm,
    Set<Handling> handling,
    double returnRate) {

  /**
   * Goods of no category, weight or size that need nothing and of which no returns are known.
   *
   * @param sku also their name, until they are given one
   */
  public static Builder builder(String sku) {
    return new Builder(sku);
  }

  /** Volume of one unit in cubic centimetres, rounded up. */
  public long volumeCm3() {
    long mm3 = (long) lengthMm * widthMm * heightMm;
    return (mm3 + 999) / 1000;
  }

  /** Makes products; what a component means is said there. */
  public static final class Builder {
    private final String sku;
    private String name;
    private String category = "";
    private int weightGrams;
    private int lengthMm;
    private int widthMm;
    private int heightMm;
    private Set<Handling> handling = Set.of();
    private double returnRate;

    private Builder(String sku) {
      this.sku = sku;
      this.name = sku;
    }

    public Builder name(String name) {
      this.name = name;
      return this;
    }

    public Builder category(String category) {
      this.category = category;
      return this;
    }

    public Builder weightGrams(int weightGrams) {
      this.weightGrams = weightGrams;
      return this;
    }

    /** All three at once. */
    public Builder sizeMm(int lengthMm, int widthMm, int heightMm) {
      this.lengthMm = lengthMm;
      this.widthMm = widthMm;
      this.heightMm = heightMm;
      return this;
    }

    public Builder handling(Set<Handling> handling) {
      this.handling = handling;
      return this;
    }

    public Builder returnRate(double returnRate) {
      this.returnRate = returnRate;
      return this;
    }

    public Product build() {
      return new Product(
          sku, name, category, weightGrams, lengthMm, widthMm, heightMm, handling, returnRate);
    }
  }
}
