package dev.sluice.server.routing;

/** Knows what scarce things cost now. */
@FunctionalInterface
public interface TollSource {

  /** Nothing costs a toll, ever. */
  TollSource NONE = Tolls::none;

  /** The tolls at this moment; asked by every decision, so it must be a mere read. */
  Tolls current();
}
