package dev.sluice.rules.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.model.EntryPoint;
import org.drools.model.Global;
import org.drools.model.Model;
import org.drools.model.Query;
import org.drools.model.Rule;
import org.drools.model.TypeMetaData;

/**
 * One rule file as the engine is told of it.
 *
 * @param batch all rules that were compiled together with its own
 * @param ruleIds its own
 */
record LoadedFile(Model batch, List<String> ruleIds) {

  /** What the engine is told of all these files, and of no others. */
  static Collection<Model> models(Collection<LoadedFile> files) {
    Map<Model, Set<String>> wanted = new LinkedHashMap<>();
    for (var file : files) {
      wanted.computeIfAbsent(file.batch, unused -> new HashSet<>()).addAll(file.ruleIds);
    }
    List<Model> models = new ArrayList<>();
    wanted.forEach(
        (batch, ids) ->
            models.add(
                ids.size() == batch.getRules().size() ? batch : new PartOfBatch(batch, ids)));
    return models;
  }

  /** Some rules of those that were compiled together: files of others have changed since. */
  private record PartOfBatch(Model batch, Set<String> ruleIds) implements Model {

    @Override
    public String getName() {
      return batch.getName();
    }

    @Override
    public String getPackageName() {
      return batch.getPackageName();
    }

    @Override
    public List<Global> getGlobals() {
      return batch.getGlobals();
    }

    @Override
    public List<Rule> getRules() {
      return batch.getRules().stream().filter(rule -> ruleIds.contains(rule.getName())).toList();
    }

    @Override
    public List<Query> getQueries() {
      return batch.getQueries();
    }

    @Override
    public List<TypeMetaData> getTypeMetaDatas() {
      return batch.getTypeMetaDatas();
    }

    @Override
    public List<EntryPoint> getEntryPoints() {
      return batch.getEntryPoints();
    }
  }
}
