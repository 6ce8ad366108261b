package dev.sluice.server.cli;

import dev.sluice.server.config.SetupException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one message what went wrong and what to try; a stack trace only with --debug. */
final class FailureReport {

  private final CommandContext context;

  FailureReport(CommandContext context) {
    this.context = context;
  }

  /** A command line that was not understood. */
  int usage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    print(text("error.usage-advice", usageProblem(failure), nameOf(command)));
    debug(failure, arguments);
    return ExitCode.USAGE;
  }

  /** A command that failed. */
  int execution(Exception failure, CommandLine command, ParseResult parsed) {
    int exitCode = ExitCode.DEFECT;
    if (failure instanceof CommandException known) {
      exitCode = known.exitCode();
      print(String.valueOf(known.getMessage()));
    } else if (failure instanceof SetupException setup) {
      exitCode = ExitCode.UNREACHABLE;
      print(String.valueOf(setup.getMessage()));
    } else {
      print(text("error.defect", nameOf(command), failure));
    }
    debug(failure, parsed.originalArgs().toArray(new String[0]));
    return exitCode;
  }

  private String usageProblem(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      String what = String.join(" ", unmatched.getUnmatched());
      return suggestions.isEmpty()
          ? text("error.unknown-argument", what)
          : text("error.unknown-argument-maybe", what, String.join(", ", suggestions));
    }
    if (failure instanceof MissingParameterException missing) {
      return text(
          "error.missing-argument",
          missing.getMissing().stream().map(this::label).collect(Collectors.joining(", ")));
    }
    ArgSpec argument = failure.getArgSpec();
    if (failure instanceof OverwrittenOptionException && argument != null) {
      return text("error.argument-twice", label(argument));
    }
    if (argument != null && failure.getValue() != null) {
      return text("error.argument-value", label(argument), failure.getValue(), expected(argument));
    }
    return String.valueOf(failure.getMessage());
  }

  private String label(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private String expected(ArgSpec argument) {
    Class<?> type = argument.type();
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(", "));
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return text("error.expected-number");
    }
    return argument.paramLabel();
  }

  private void debug(Exception failure, String[] arguments) {
    if (Arrays.asList(arguments).contains("--debug")) {
      failure.printStackTrace(context.terminal().err());
    }
  }

  private static String nameOf(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }

  private String text(String key, Object... values) {
    return context.messages().text(key, values);
  }

  private void print(String message) {
    context.terminal().err().println(message);
  }
}
