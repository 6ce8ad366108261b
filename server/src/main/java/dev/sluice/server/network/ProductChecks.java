package dev.sluice.server.network;

import dev.sluice.server.network.Problems.Subject;

/** Checks products. */
final class ProductChecks {
  private static final long MAX_WEIGHT_GRAMS = 100_000_000;
  private static final long MAX_LENGTH_MM = 100_000;

  private final Problems problems;

  ProductChecks(Problems problems) {
    this.problems = problems;
  }

  void check(Product product) {
    Subject subject = problems.of("product", product.sku());
    subject.requireId("sku", product.sku());
    subject.requireText("name", product.name());
    subject.requireText("category", product.category());
    subject.requireRange("weight_grams", product.weightGrams(), 0, MAX_WEIGHT_GRAMS);
    subject.requireRange("length_mm", product.lengthMm(), 0, MAX_LENGTH_MM);
    subject.requireRange("width_mm", product.widthMm(), 0, MAX_LENGTH_MM);
    subject.requireRange("height_mm", product.heightMm(), 0, MAX_LENGTH_MM);
    subject.requireRate("return_rate", product.returnRate());
  }
}
