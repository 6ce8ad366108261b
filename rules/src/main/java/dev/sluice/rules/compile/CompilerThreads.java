package dev.sluice.rules.compile;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Threads that end with their work: the engine's compiler leaves a megabyte with every thread that
 * ever called it. They let others go first, as far as the JVM's flags let them.
 */
final class CompilerThreads {

  private CompilerThreads() {}

  static <T> CompletableFuture<T> start(Supplier<T> compiling) {
    return CompletableFuture.supplyAsync(compiling, CompilerThreads::run);
  }

  @SuppressWarnings("ThreadPriorityCheck") // Nothing is right or wrong by it, only sooner or later.
  private static void run(Runnable task) {
    Thread thread = new Thread(task, "sluice-compile");
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  /** What it answers or throws. */
  static <T> T await(CompletableFuture<T> compiled) {
    try {
      return compiled.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw e;
    }
  }
}
