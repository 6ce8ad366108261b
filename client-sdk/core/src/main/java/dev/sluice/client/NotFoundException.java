package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/** No plan, order, warehouse or other thing has this id (NOT_FOUND). */
public final class NotFoundException extends SluiceException {

  private static final long serialVersionUID = 1L;

  NotFoundException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
