package dev.sluice.server.cli;

import dev.sluice.routing.v1.RulesRole;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a rule set is to be for. */
final class RoleOptions {

  @Option(names = "--shadow", descriptionKey = "rules.shadow")
  private boolean shadow;

  @Option(names = "--trial", paramLabel = "PERCENT", descriptionKey = "rules.trial")
  private @Nullable Integer trialPercent;

  @Option(names = "--accept-impact", descriptionKey = "rules.accept-impact")
  private boolean acceptImpact;

  /** The one role that was asked for, where the command has another one of its own. */
  RulesRole role(CommandContext context, boolean other, RulesRole otherRole) {
    boolean trial = trialPercent != null;
    if (Stream.of(other, shadow, trial).filter(one -> one).count() > 1) {
      throw new CommandException(ExitCode.USAGE, context.messages().text("rules.one-role"));
    }
    if (trial && (trialPercent() < 1 || trialPercent() > 99)) {
      throw new CommandException(
          ExitCode.USAGE, context.messages().text("rules.trial-percent", trialPercent()));
    }
    if (other) {
      return otherRole;
    }
    if (trial) {
      return RulesRole.RULES_ROLE_TRIAL;
    }
    return shadow ? RulesRole.RULES_ROLE_SHADOW : RulesRole.RULES_ROLE_UNSPECIFIED;
  }

  /** 0 without a trial. */
  int trialPercent() {
    Integer percent = trialPercent;
    return percent == null ? 0 : percent;
  }

  boolean acceptImpact() {
    return acceptImpact;
  }

  /** What a rule set is for now. */
  String text(CommandContext context, RulesRole role, String version) {
    return switch (role) {
      case RULES_ROLE_LIVE -> context.messages().text("rules.is-live", version);
      case RULES_ROLE_SHADOW -> context.messages().text("rules.is-shadow", version);
      case RULES_ROLE_TRIAL -> context.messages().text("rules.is-trial", version, trialPercent());
      case RULES_ROLE_UNSPECIFIED, UNRECOGNIZED ->
          context.messages().text("rules.is-kept", version);
    };
  }
}
