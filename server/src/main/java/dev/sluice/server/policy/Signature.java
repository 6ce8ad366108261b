package dev.sluice.server.policy;

/**
 * Who changes the policy, and why.
 *
 * @param author as they call themselves; may be empty
 * @param comment for those who come later; may be empty
 */
public record Signature(String author, String comment) {

  /** Of what the service does by itself. */
  public static Signature ofService(String comment) {
    return new Signature("sluice", comment);
  }
}
