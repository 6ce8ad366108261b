package dev.sluice.rules.compile;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Threads that end with their work: the engine's compiler leaves a megabyte with every thread that
 * ever called it.
 */
final class CompilerThreads {

  private CompilerThreads() {}

  static <T> CompletableFuture<T> start(Supplier<T> compiling) {
    return CompletableFuture.supplyAsync(
        compiling, task -> new Thread(task, "sluice-compile").start());
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
