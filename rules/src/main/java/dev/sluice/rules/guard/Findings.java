package dev.sluice.rules.guard;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Collects what the layers refuse; what a layer that is switched off refuses is let pass. */
public final class Findings {
  private static final int MAX_SHOWN = 60;

  private final Set<Layer> layers;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /** With these layers switched on. */
  public Findings(Set<Layer> layers) {
    this.layers = layers.isEmpty() ? EnumSet.noneOf(Layer.class) : EnumSet.copyOf(layers);
  }

  /** With every layer. */
  public static Findings ofEveryLayer() {
    return new Findings(EnumSet.allOf(Layer.class));
  }

  /** Whether the layer judges at all. */
  public boolean judges(Layer layer) {
    return layers.contains(layer);
  }

  /**
   * Notes a refusal.
   *
   * @param found the offending text; empty when there is no single one
   * @param message what was found, what is allowed, and advice
   */
  public void refuse(Refusal refusal, Place place, String found, Wording message) {
    if (judges(refusal.layer())) {
      boolean inCell = !place.cell().isEmpty();
      diagnostics.add(
          new Diagnostic(
              place.file(),
              place.line(),
              place.column(),
              refusal.code(),
              shortened(found),
              (inCell ? "Cell " + place.cell() + ": " : "") + message.english(),
              (inCell ? "单元格 " + place.cell() + "：" : "") + message.chinese()));
    }
  }

  /** Notes a refusal that only those meet who write for the engine, in English. */
  public void refuse(Refusal refusal, Place place, String found, String message) {
    refuse(refusal, place, found, Wording.inEnglish(message));
  }

  /** Whether nothing was refused so far. */
  public boolean isEmpty() {
    return diagnostics.isEmpty();
  }

  /** Everything refused, by file, line and column. */
  public List<Diagnostic> diagnostics() {
    return diagnostics.stream()
        .sorted(
            Comparator.comparing(Diagnostic::file)
                .thenComparingInt(Diagnostic::line)
                .thenComparingInt(Diagnostic::column))
        .distinct()
        .toList();
  }

  /** Throws what was refused, if anything was. */
  public void throwIfAny() {
    if (!diagnostics.isEmpty()) {
      throw new RuleSetException(diagnostics());
    }
  }

  /** A text in backquotes, short enough for a message. */
  public static String shown(String found) {
    return "`" + shortened(found) + "`";
  }

  private static String shortened(String found) {
    var line = found.strip().lines().findFirst().orElse("");
    return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "…";
  }
}
