package dev.sluice.server.grpc;

import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.ImportNetworkResponse;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkAssembler;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** One import: gathers and checks the parts, and stores everything at the caller's half-close. */
final class ImportNetworkStream implements StreamObserver<ImportNetworkRequest> {
  private final StreamObserver<ImportNetworkResponse> caller;
  private final RequestValidator validator;
  private final NetworkImporter importer;
  private final Supplier<Network> current;
  private final Answers answers;
  private final StatusMapper statuses;
  private final ImportedNetwork gathered = new ImportedNetwork();
  private int parts;
  private boolean failed;

  ImportNetworkStream(
      StreamObserver<ImportNetworkResponse> caller,
      RequestValidator validator,
      NetworkImporter importer,
      Supplier<Network> current,
      Answers answers,
      StatusMapper statuses) {
    this.caller = caller;
    this.validator = validator;
    this.importer = importer;
    this.current = current;
    this.answers = answers;
    this.statuses = statuses;
  }

  @Override
  public void onNext(ImportNetworkRequest part) {
    if (failed) {
      return;
    }
    try {
      validator.check(part);
      gathered.add(part);
      parts++;
    } catch (RequestRefusedException e) {
      failed = true;
      caller.onError(statuses.toException(e.within("requests[" + parts + "]")));
    } catch (RuntimeException e) {
      failed = true;
      caller.onError(statuses.toException(e));
    }
  }

  @Override
  public void onCompleted() {
    if (!failed) {
      answers.sendToStream(caller, this::finish);
    }
  }

  @Override
  public void onError(Throwable failure) {
    // The caller gave up before the end: nothing was stored.
    failed = true;
  }

  private ImportNetworkResponse finish() {
    if (parts == 0) {
      throw RequestRefusedException.invalidField(
          "requests",
          "is empty: it would replace the network by nothing\nMaybe the stream ended too early.");
    }
    gathered.checkStock();
    long version;
    if (gathered.dryRun()) {
      version = current.get().version();
      NetworkAssembler.assembleImport(version + 1, gathered.data());
    } else {
      version = importer.replace(gathered.data(), gathered.stock()).version();
    }
    return ImportNetworkResponse.newBuilder()
        .setNetworkVersion(version)
        .setCounts(gathered.counts())
        .setStockRecords(gathered.stock().size())
        .setDryRun(gathered.dryRun())
        .build();
  }
}
