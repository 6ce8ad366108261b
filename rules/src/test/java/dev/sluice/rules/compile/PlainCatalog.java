package dev.sluice.rules.compile;

import dev.sluice.rules.RuleSources;
import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.CheckedCatalog.CheckedFile;
import dev.sluice.rules.guard.Layer;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import org.kie.api.KieBase;

/** The rules of an order and of its candidates in one base, as the engine's manual would do it. */
public final class PlainCatalog {
  private PlainCatalog() {}

  /** Compiles all rules but those on shares. */
  public static KieBase compile(RuleSources sources) {
    var files =
        new LayeredGuard()
            .check(sources).files().stream()
                .filter(file -> file.stage() != Stage.SHARE)
                .map(
                    file ->
                        new CheckedFile(
                            file.path(), Stage.CANDIDATE, file.rules(), file.usesOptions()))
                .toList();
    var built = new DroolsBuild(EnumSet.allOf(Layer.class), Optional.empty()).build(files);
    return Objects.requireNonNull(built.get(Stage.CANDIDATE)).base();
  }
}
