package dev.sluice.loadtest.gaps;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import dev.sluice.loadtest.gaps.BrunelData.Choice;
import dev.sluice.loadtest.gaps.BrunelData.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the orders would have cost had all of them been known before, by OR-Tools. */
final class Hindsight {

  private static final double WHOLE = 1e-6;

  static {
    Loader.loadNativeLibraries();
  }

  private Hindsight() {}

  /**
   * The optimum of an instance. Its linear program has a whole solution; that it is one is checked.
   */
  static double optimum(BrunelInstance instance) {
    MPSolver solver = MPSolver.createSolver("GLOP");
    MPObjective objective = solver.objective();
    objective.setMinimization();
    Map<String, MPConstraint> limits = new HashMap<>();
    instance.limits().forEach((who, most) -> limits.put(who, solver.makeConstraint(0, most, who)));
    List<MPVariable> parts = new ArrayList<>();
    for (Wish wish : instance.orders()) {
      MPConstraint once = solver.makeConstraint(1, 1);
      MPVariable missed = solver.makeNumVar(0, 1, "");
      once.setCoefficient(missed, 1);
      objective.setCoefficient(missed, instance.missed(wish));
      parts.add(missed);
      for (Choice choice : instance.data().choices(wish)) {
        MPVariable part = solver.makeNumVar(0, 1, "");
        once.setCoefficient(part, 1);
        objective.setCoefficient(part, instance.cost(choice));
        limit(limits, choice.plant(), part);
        limit(limits, choice.carrier(), part);
        parts.add(part);
      }
    }
    MPSolver.ResultStatus status = solver.solve();
    if (status != MPSolver.ResultStatus.OPTIMAL) {
      throw new IllegalStateException("Instance " + instance.name() + ": " + status);
    }
    for (MPVariable part : parts) {
      double value = part.solutionValue();
      if (Math.abs(value - Math.rint(value)) > WHOLE) {
        throw new IllegalStateException(
            "Instance " + instance.name() + " has an order in parts: " + value);
      }
    }
    return objective.value();
  }

  private static void limit(Map<String, MPConstraint> limits, String who, MPVariable part) {
    MPConstraint constraint = limits.get(who);
    if (constraint != null) {
      constraint.setCoefficient(part, 1);
    }
  }
}
