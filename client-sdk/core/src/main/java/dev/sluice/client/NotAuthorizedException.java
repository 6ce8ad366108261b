package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The server, or a proxy before it, does not accept who asks (UNAUTHENTICATED, PERMISSION_DENIED):
 * a token that is missing, expired or not enough. Never repeated by itself.
 */
public final class NotAuthorizedException extends SluiceException {

  private static final long serialVersionUID = 1L;

  NotAuthorizedException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
