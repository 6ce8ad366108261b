package dev.sluice.server.grpc;

import com.google.protobuf.Message;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list that is sorted by name.
 *
 * @param nextToken empty on the last page
 */
record Page<T>(List<T> elements, String nextToken) {
  private static final int DEFAULT_SIZE = 1000;

  /**
   * @param all sorted by {@code name}, no name twice
   * @param filters what a token is bound to: the request without its page fields
   */
  static <T> Page<T> of(
      List<T> all, Function<T, String> name, Message filters, int pageSize, String token) {
    int size = pageSize == 0 ? DEFAULT_SIZE : pageSize;
    int first = 0;
    if (!token.isEmpty()) {
      String last = PageTokens.read(filters, token, 1).get(0);
      while (first < all.size() && name.apply(all.get(first)).compareTo(last) <= 0) {
        first++;
      }
    }
    int end = Math.min(all.size(), first + size);
    List<T> elements = all.subList(first, end);
    String next = end < all.size() ? PageTokens.write(filters, name.apply(all.get(end - 1))) : "";
    return new Page<>(elements, next);
  }
}
