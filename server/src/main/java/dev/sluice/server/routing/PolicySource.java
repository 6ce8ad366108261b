package dev.sluice.server.routing;

/** Knows the policy in force. */
@FunctionalInterface
public interface PolicySource {

  /** The policy at this moment. */
  Policy current();
}
