package dev.sluice.rules.compile;

import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.compile.EngineCompiler.EngineRefusesException;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Layer;
import dev.sluice.rules.guard.bytecode.BytecodeCheck;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.drools.model.Model;

/** Loads compiled rules. What was generated is looked at before any of it is loaded. */
final class BatchLoader {
  private final Set<Layer> layers;
  private final ClassLoader parent;

  /**
   * @param layers of the guard that judge what was generated
   * @param parent what generated classes may name
   */
  BatchLoader(Set<Layer> layers, ClassLoader parent) {
    this.layers = Set.copyOf(layers);
    this.parent = parent;
  }

  /**
   * Its files, by key.
   *
   * @throws RuleSetException when the check refuses
   */
  Map<String, LoadedFile> load(CompiledBatch batch) {
    var findings = new Findings(layers);
    new BytecodeCheck(findings).check(batch.classes());
    findings.throwIfAny();
    var model = new GeneratedClasses(parent, batch).model();
    Map<String, LoadedFile> files = new LinkedHashMap<>();
    batch.ruleIds().forEach((key, ids) -> files.put(key, new LoadedFile(model, ids)));
    return files;
  }

  private static final class GeneratedClasses extends ClassLoader {
    private final CompiledBatch batch;

    GeneratedClasses(ClassLoader parent, CompiledBatch batch) {
      super("sluice-rule-batch", parent);
      this.batch = batch;
    }

    Model model() {
      try {
        return (Model) loadClass(batch.modelClass()).getConstructor().newInstance();
      } catch (ReflectiveOperationException | ClassCastException e) {
        throw new EngineRefusesException(
            "The rules " + batch.modelClass() + " cannot be loaded: " + e, e);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = batch.classes().get(name.replace('.', '/') + ".class");
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
