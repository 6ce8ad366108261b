package dev.sluice.rules.recall;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rules were asked: which of them may speak, and every value that these may read. */
public final class Question {
  private final Object[] values;
  private final int hash;

  Question(List<Object> values) {
    this.values = values.toArray();
    this.hash = Arrays.hashCode(this.values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Question that
        && hash == that.hash
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
