package dev.sluice.client.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults still to come; of one kind the oldest that meets a call goes first. */
final class Faults {

  static final int MAX_PENDING = 10_000;

  private final List<Fault> pending = new ArrayList<>();

  synchronized void add(Fault fault) {
    if (pending.size() >= MAX_PENDING) {
      throw new IllegalStateException(
          "%d faults are still to come\nMaybe use times(n), or reset the fake between tests."
              .formatted(MAX_PENDING));
    }
    pending.add(fault);
  }

  /** The fault that this call meets; it is used up by one call. */
  synchronized Optional<Fault> take(Fault.Kind kind, SluiceMethod method, String orderId) {
    for (int index = 0; index < pending.size(); index++) {
      Fault fault = pending.get(index);
      if (fault.kind() == kind && fault.meets(method, orderId)) {
        if (fault.times() == 1) {
          pending.remove(index);
        } else {
          pending.set(index, fault.times(fault.times() - 1));
        }
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  synchronized List<Fault> list() {
    return List.copyOf(pending);
  }

  synchronized void clear() {
    pending.clear();
  }
}
