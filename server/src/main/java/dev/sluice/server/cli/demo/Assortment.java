package dev.sluice.server.cli.demo;

import dev.sluice.server.cli.demo.Category.Range;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.Product;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The goods on sale, made from categories.csv by one rule: weights, sides and prices evenly between
 * the category's ends, the middle and short side 70 % and 35 % of the long one, popularity falling
 * with the SKU's rank as 1 / (rank + 3)^0.8.
 */
final class Assortment {
  private static final double POPULARITY_DECAY = 0.8;

  /** Goods dearer than this are high value, whatever their category. */
  private static final int HIGH_VALUE_YUAN = 2_000;

  private final Map<String, Article> bySku = new LinkedHashMap<>();
  private final Map<String, List<Article>> byCategory = new LinkedHashMap<>();
  private final Map<String, Integer> orderPercents = new LinkedHashMap<>();

  Assortment(SplittableRandom random) {
    for (Category category : Category.list()) {
      double weights = 0;
      for (int rank = 1; rank <= category.skus(); rank++) {
        weights += weight(rank);
      }
      List<Article> articles = new ArrayList<>();
      for (int rank = 1; rank <= category.skus(); rank++) {
        Article article = article(category, rank, weights, random);
        bySku.put(article.sku(), article);
        articles.add(article);
      }
      byCategory.put(category.name(), List.copyOf(articles));
      orderPercents.put(category.name(), category.orderPercent());
    }
  }

  List<Article> articles() {
    return List.copyOf(bySku.values());
  }

  List<Article> articles(String category) {
    return byCategory.getOrDefault(category, List.of());
  }

  /** The weight of a category among a store's, in percent of all categories. */
  int orderPercent(String category) {
    return orderPercents.getOrDefault(category, 0);
  }

  Article get(String sku) {
    Article article = bySku.get(sku);
    if (article == null) {
      throw new IllegalArgumentException("The assortment has no SKU " + sku);
    }
    return article;
  }

  private static Article article(
      Category category, int rank, double weights, SplittableRandom random) {
    int length = between(category.lengthMm(), random);
    int priceYuan = between(category.priceYuan(), random);
    // The hot half of a category is rather cheap: nobody sells 200 phones in five minutes.
    int soldYuan = rank <= 4 ? (category.priceYuan().from() + priceYuan) / 2 : priceYuan;
    Set<Handling> handling = EnumSet.noneOf(Handling.class);
    if (category.handling().isPresent()
        && (rank <= 4 || random.nextInt(100) < category.handlingPercent())
        && !(rank <= 4 && category.handling().get() == Handling.OVERSIZE)) {
      handling.add(category.handling().get());
    }
    if (soldYuan > HIGH_VALUE_YUAN) {
      handling.add(Handling.HIGH_VALUE);
    }
    String noun = category.nouns().get((rank - 1) % category.nouns().size());
    String number = String.format(Locale.ROOT, "%03d", rank);
    Product product =
        Product.builder(category.prefix() + "-" + number)
            .name(noun + " " + number)
            .category(category.name())
            .weightGrams(between(category.weightGrams(), random))
            .sizeMm(length, length * 70 / 100, length * 35 / 100)
            .handling(handling)
            .build();
    return new Article(product, rank, weight(rank) / weights, soldYuan * 1_000_000L - 100_000L);
  }

  private static double weight(int rank) {
    return 1 / StrictMath.pow(rank + 3, POPULARITY_DECAY);
  }

  private static int between(Range range, SplittableRandom random) {
    return random.nextInt(range.from(), range.to() + 1);
  }
}
