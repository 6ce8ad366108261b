package dev.sluice.server.prices;

import java.time.LocalDate;
import java.util.List;

/** Keeps which orders arrived when, so that a day knows what is usual on such a day. */
public interface ArrivalRepository {

  /** Keeps what this replica saw in these slots of the day, in place of what it said before. */
  void store(LocalDate day, List<ArrivalSlot> slots);

  /**
   * The days to learn from, the last one first: those before {@code day} on the same weekday, as
   * far as four weeks back; where there is none, the last one before it at all.
   */
  List<ArrivalDay> listLike(LocalDate day);

  /** Orders of the day that other replicas saw. */
  long countOfOthers(LocalDate day);

  /** Forgets days before this one. */
  void forgetBefore(LocalDate day);
}
