package dev.sluice.server.cli;

import dev.sluice.client.FieldViolation;
import dev.sluice.client.InvalidRequestException;
import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.ImportNetworkResponse;
import dev.sluice.routing.v1.NetworkCounts;
import dev.sluice.server.cli.demo.SampleNetwork;
import dev.sluice.server.cli.files.FileProblem;
import dev.sluice.server.cli.files.NetworkFiles;
import dev.sluice.server.cli.files.NetworkFilesException;
import dev.sluice.server.cli.files.NetworkFolder;
import dev.sluice.server.cli.files.NetworkMessages;
import dev.sluice.server.cli.files.NetworkPlaces;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice import}: loads a network from a folder of CSV files, all or nothing. */
@Command(name = "import")
final class ImportCommand implements Callable<Integer> {

  private static final int SHOWN_PROBLEMS = 20;

  /** Orders of an evening that the sample network is made scarce for. */
  private static final int SAMPLE_ORDERS = 5_000;

  @Mixin private final ServerOptions server = new ServerOptions();

  @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", descriptionKey = "import.folder")
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--template", paramLabel = "DIR", descriptionKey = "import.template")
  private Optional<Path> template = Optional.empty();

  @Option(names = "--sample", paramLabel = "DIR", descriptionKey = "import.sample")
  private Optional<Path> sample = Optional.empty();

  @Option(names = "--dry-run", descriptionKey = "import.dry-run")
  private boolean dryRun;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final CommandContext context;

  ImportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (Stream.of(folder, template, sample).filter(Optional::isPresent).count() != 1) {
      throw new ParameterException(spec.commandLine(), text("import.one-thing"));
    }
    try {
      template.ifPresent(this::writeTemplate);
      sample.ifPresent(this::writeSample);
      folder.ifPresent(this::importFolder);
      return ExitCode.OK;
    } catch (NetworkFilesException e) {
      throw new CommandException(ExitCode.FINDINGS, problems(e), e);
    } catch (UncheckedIOException e) {
      throw new CommandException(
          ExitCode.FINDINGS,
          text("error.unwritable", String.valueOf(e.getMessage()), String.valueOf(e.getCause())),
          e);
    }
  }

  private void writeTemplate(Path target) {
    List<Path> files = new NetworkFiles().writeTemplate(target);
    PrintWriter out = context.terminal().out();
    files.forEach(out::println);
    out.println(text("import.template-written", files.size(), target));
  }

  private void writeSample(Path target) {
    new NetworkFiles().write(target, SampleNetwork.create(SAMPLE_ORDERS).folder());
    context.terminal().out().println(text("import.sample-written", target));
  }

  private void importFolder(Path source) {
    NetworkFolder network = new NetworkFiles().read(source);
    ImportNetworkRequest request = NetworkMessages.importRequest(network, dryRun);
    try (RoutingClient client = server.connect(context.messages())) {
      print(client.network().importNetwork(List.of(request)));
    } catch (InvalidRequestException e) {
      throw new CommandException(ExitCode.FINDINGS, refused(e, source), e);
    } catch (SluiceException e) {
      throw new ServerFailures(context.messages(), server.target()).fatal(e);
    }
  }

  private void print(ImportNetworkResponse answer) {
    NetworkCounts counts = answer.getCounts();
    TextTable table = TextTable.of(TextTable.left(""), TextTable.right(""));
    table.row(text("import.warehouses"), counts.getWarehouses());
    table.row(text("import.carriers"), counts.getCarriers());
    table.row(text("import.carrier-services"), counts.getCarrierServices());
    table.row(text("import.tariffs"), counts.getTariffs());
    table.row(text("import.lanes"), counts.getLanes());
    table.row(text("import.coverage"), counts.getCoverage());
    table.row(text("import.regions"), counts.getRegions());
    table.row(text("import.region-groups"), counts.getRegionGroups());
    table.row(text("import.products"), counts.getProducts());
    table.row(text("import.stock"), answer.getStockRecords());
    PrintWriter out = context.terminal().out();
    table.lines("  ", context.terminal().width()).forEach(out::println);
    out.println(
        text(
            answer.getDryRun() ? "import.checked" : "import.done",
            server.target(),
            answer.getNetworkVersion()));
  }

  private String problems(NetworkFilesException failure) {
    StringBuilder text = new StringBuilder(text("import.problems", failure.count()));
    List<FileProblem> problems = failure.problems();
    problems.stream().limit(SHOWN_PROBLEMS).forEach(problem -> text.append('\n').append(problem));
    long more = failure.count() - Math.min(problems.size(), SHOWN_PROBLEMS);
    if (more > 0) {
      text.append('\n').append(text("error.more", more));
    }
    return text.append('\n').append(text("import.nothing-changed")).toString();
  }

  /** The server saw elements, not files: what it names is looked up in the files by its id. */
  private String refused(InvalidRequestException failure, Path source) {
    NetworkPlaces places = new NetworkPlaces(source);
    StringBuilder text = new StringBuilder(text("import.refused", server.target()));
    List<FieldViolation> violations = failure.fieldViolations();
    for (FieldViolation violation : violations.stream().limit(SHOWN_PROBLEMS).toList()) {
      String place = places.find(violation.field()).orElse(violation.field());
      text.append('\n').append(place).append(": ").append(violation.description());
    }
    if (violations.isEmpty()) {
      text.append('\n').append(failure.getMessage());
    }
    if (violations.size() > SHOWN_PROBLEMS) {
      text.append('\n').append(text("error.more", violations.size() - SHOWN_PROBLEMS));
    }
    return text.append('\n').append(text("import.nothing-changed")).toString();
  }

  private String text(String key, Object... values) {
    return context.messages().text(key, values);
  }
}
