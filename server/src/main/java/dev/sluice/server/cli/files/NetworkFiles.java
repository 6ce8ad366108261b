package dev.sluice.server.cli.files;

import static dev.sluice.server.cli.files.NetworkFileFormats.CARRIERS;
import static dev.sluice.server.cli.files.NetworkFileFormats.CARRIER_SERVICES;
import static dev.sluice.server.cli.files.NetworkFileFormats.COVERAGE;
import static dev.sluice.server.cli.files.NetworkFileFormats.LANES;
import static dev.sluice.server.cli.files.NetworkFileFormats.PRODUCTS;
import static dev.sluice.server.cli.files.NetworkFileFormats.REGIONS;
import static dev.sluice.server.cli.files.NetworkFileFormats.REGION_GROUPS;
import static dev.sluice.server.cli.files.NetworkFileFormats.STOCK;
import static dev.sluice.server.cli.files.NetworkFileFormats.TARIFFS;
import static dev.sluice.server.cli.files.NetworkFileFormats.WAREHOUSES;

import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.RegionGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads and writes a network as a folder of CSV files, as {@code docs/network-files.md} says. */
public final class NetworkFiles {
  private final CsvLimits limits;

  public NetworkFiles() {
    this(CsvLimits.DEFAULT);
  }

  NetworkFiles(CsvLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads a whole folder, or nothing.
   *
   * @throws NetworkFilesException with every problem found (bounded) where the folder is not right
   */
  public NetworkFolder read(Path folder) {
    if (!Files.isDirectory(folder)) {
      Problems problems = new Problems();
      problems.add(
          FileProblem.ofFile(
              folder.toString(),
              Files.exists(folder) ? "is not a folder" : "does not exist",
              "Maybe name the folder that holds warehouses.csv."));
      problems.throwIfAny();
    }
    return read(fileName -> find(folder, fileName));
  }

  /**
   * Writes a network as files that {@link #read} takes back unchanged; existing files of the same
   * names are replaced.
   */
  public void write(Path folder, NetworkFolder contents) {
    new NetworkFolderWriter(folder).write(contents);
  }

  /**
   * Writes empty files whose comments explain every column, for people to fill.
   *
   * @return the files written
   * @throws NetworkFilesException where one of them is already there
   */
  public List<Path> writeTemplate(Path folder) {
    return new TemplateWriter(folder).write();
  }

  /** Reads the network files among the resources of a folder in the jar; the others are empty. */
  public NetworkFolder readResources(String resourceFolder) {
    Problems problems = new Problems();
    CsvReader reader = new CsvReader(limits, problems);
    Map<FileFormat, List<CsvRow>> rows = new LinkedHashMap<>();
    for (FileFormat format : NetworkFileFormats.ALL) {
      String name = resourceFolder + "/" + format.fileName();
      if (NetworkFiles.class.getResource(name) != null) {
        rows.put(format, reader.read(format, ChinaRegions.resource(name)));
      }
    }
    NetworkFolder contents = map(rows);
    problems.throwIfAny();
    return contents;
  }

  /** Reads the regions out of one file's bytes. */
  List<Region> readRegions(byte[] bytes) {
    Problems problems = new Problems();
    List<CsvRow> rows = new CsvReader(limits, problems).read(REGIONS, bytes);
    List<Region> regions = rows.stream().map(RowMapper::region).toList();
    problems.throwIfAny();
    return regions;
  }

  private NetworkFolder read(Function<String, Optional<Path>> files) {
    Problems problems = new Problems();
    CsvReader reader = new CsvReader(limits, problems);
    Map<FileFormat, List<CsvRow>> rows = new LinkedHashMap<>();
    for (FileFormat format : NetworkFileFormats.ALL) {
      rows.put(format, readFile(format, files.apply(format.fileName()), reader, problems));
    }
    NetworkFolder contents = map(rows);
    rows.forEach(reader::checkUnique);
    // A file that could not be read makes every reference to it look wrong: say the cause alone.
    if (problems.count() == 0) {
      ReferenceCheck references = ReferenceCheck.of(rows);
      rows.forEach(references::check);
    }
    problems.throwIfAny();
    return contents;
  }

  private List<CsvRow> readFile(
      FileFormat format, Optional<Path> file, CsvReader reader, Problems problems) {
    if (file.isEmpty() && format.equals(REGIONS)) {
      return reader.read(format, ChinaRegions.resource("/sample/regions.csv"));
    }
    if (file.isEmpty()) {
      if (format.whenMissing().isEmpty()) {
        problems.add(
            FileProblem.ofFile(
                format.fileName(),
                "is missing from the folder",
                "Maybe write empty files with import --template and fill them."));
      }
      return List.of();
    }
    try {
      if (Files.size(file.get()) > limits.maxBytes()) {
        problems.add(CsvReader.tooLarge(format, limits));
        return List.of();
      }
      return reader.read(format, Files.readAllBytes(file.get()));
    } catch (IOException e) {
      problems.add(
          FileProblem.ofFile(
              format.fileName(),
              "cannot be read: " + e.getMessage(),
              "Maybe check its permissions."));
      return List.of();
    }
  }

  private static NetworkFolder map(Map<FileFormat, List<CsvRow>> rows) {
    List<RegionGroup> groups = map(rows, REGION_GROUPS, RowMapper::regionGroup);
    if (groups.isEmpty()) {
      groups = List.of(wholeCountry());
    }
    NetworkData network =
        new NetworkData(
            map(rows, REGIONS, RowMapper::region),
            groups,
            map(rows, WAREHOUSES, RowMapper::warehouse),
            map(rows, CARRIERS, RowMapper::carrier),
            map(rows, CARRIER_SERVICES, RowMapper::carrierService),
            RowMapper.tariffs(rows.getOrDefault(TARIFFS, List.of())),
            map(rows, LANES, RowMapper::lane),
            map(rows, COVERAGE, RowMapper::coverage),
            map(rows, PRODUCTS, RowMapper::product));
    return new NetworkFolder(network, map(rows, STOCK, RowMapper::stock));
  }

  private static <T> List<T> map(
      Map<FileFormat, List<CsvRow>> rows, FileFormat format, Function<CsvRow, T> mapper) {
    return rows.getOrDefault(format, List.of()).stream().map(mapper).toList();
  }

  private static RegionGroup wholeCountry() {
    return new RegionGroup(RegionGroup.COUNTRY, "全国", "China", List.of(), Optional.empty());
  }

  private static Optional<Path> find(Path folder, String fileName) {
    Path file = folder.resolve(fileName);
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }

  static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be made", e);
    }
  }
}
