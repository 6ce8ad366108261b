package dev.sluice.server.routing;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A list that is made when it is first looked at. Safe for use by many threads. */
final class LaterList<T> extends AbstractList<T> {
  private final Supplier<List<T>> maker;
  private @Nullable List<T> made;

  LaterList(Supplier<List<T>> maker) {
    this.maker = maker;
  }

  @Override
  public T get(int index) {
    return made().get(index);
  }

  @Override
  public int size() {
    return made().size();
  }

  private synchronized List<T> made() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }
}
