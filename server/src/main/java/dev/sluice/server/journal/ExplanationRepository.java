package dev.sluice.server.journal;

import dev.sluice.server.routing.model.Explanation;
import java.util.List;
import java.util.Optional;

/** Keeps why plans are as they are. */
public interface ExplanationRepository {

  /** The explanation of a plan; empty when it was lost in a crash or is older than what is kept. */
  Optional<Explanation> find(String planId);

  /** Stores explanations; one that is already there stays as it is. */
  void store(List<Entry> entries);

  /** One plan's explanation. */
  record Entry(String planId, Explanation explanation) {}
}
