package dev.sluice.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The deadline passed first (DEADLINE_EXCEEDED). The order may have been routed all the same:
 * repeat it with the same id. Where an attempt before had failed, {@link #reason()}, {@link
 * #metadata()} and {@link #retryAfter()} are that attempt's.
 */
public final class DeadlineExceededException extends SluiceException {

  private static final long serialVersionUID = 1L;

  private final @Nullable SluiceException lastFailure;

  DeadlineExceededException(
      ErrorDetails details, @Nullable Throwable cause, @Nullable SluiceException lastFailure) {
    super(details, cause);
    this.lastFailure = lastFailure;
  }

  /**
   * What the last attempt that was answered failed with, while the call was still being repeated;
   * empty when no attempt failed before the deadline.
   */
  public Optional<SluiceException> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }
}
