package dev.sluice.client.internal;

import io.grpc.ManagedChannelBuilder;

/** Another way to a server than the network, for fakes that run in the caller's process. */
@FunctionalInterface
public interface Transport {

  /** A channel in the making; the client adds what does not depend on the way. */
  ManagedChannelBuilder<?> newChannel();
}
