package dev.sluice.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.ImportNetworkResponse;
import dev.sluice.routing.v1.NetworkServiceGrpc;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends a network in chunks, no faster than the connection takes them. */
final class NetworkUpload
    implements ClientResponseObserver<ImportNetworkRequest, ImportNetworkResponse> {

  /** A chunk is sent once it holds this much; one element is at most some ten KiB. */
  private static final int CHUNK_BYTES = 512 * 1024;

  private final BegunCall call;
  private final CompletableFuture<ImportNetworkResponse> answer = new CompletableFuture<>();
  private @Nullable ClientCallStreamObserver<ImportNetworkRequest> requests;

  private NetworkUpload(BegunCall call) {
    this.call = call;
  }

  static ImportNetworkResponse send(Calls calls, Iterable<ImportNetworkRequest> parts) {
    var method = NetworkServiceGrpc.getImportNetworkMethod();
    BegunCall call = calls.begin(method);
    NetworkUpload upload = new NetworkUpload(call);
    ClientCalls.asyncClientStreamingCall(call.channel().newCall(method, call.options()), upload);
    return upload.sendAll(parts);
  }

  private ImportNetworkResponse sendAll(Iterable<ImportNetworkRequest> parts) {
    ClientCallStreamObserver<ImportNetworkRequest> stream = requests;
    if (stream == null) {
      throw new IllegalStateException("The call did not start");
    }
    try {
      for (ImportNetworkRequest part : parts) {
        split(part, chunk -> sendWhenReady(stream, chunk));
      }
      if (!answer.isDone()) {
        stream.onCompleted();
      }
    } catch (RuntimeException e) {
      stream.cancel("the parts could not be read", e);
      throw e;
    }
    try {
      return answer.get();
    } catch (InterruptedException e) {
      stream.cancel("interrupted", e);
      throw interrupted(e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw call.errors().of(cause == null ? e : cause);
    }
  }

  private static CallCancelledException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new CallCancelledException(
        ErrorDetails.foreign("CANCELLED", "Interrupted while sending a network"), cause);
  }

  private void sendWhenReady(
      ClientCallStreamObserver<ImportNetworkRequest> stream, ImportNetworkRequest chunk) {
    synchronized (this) {
      while (!stream.isReady() && !answer.isDone()) {
        try {
          wait();
        } catch (InterruptedException e) {
          throw interrupted(e);
        }
      }
    }
    // An answer before the end is a refusal: the rest is not sent.
    if (!answer.isDone()) {
      stream.onNext(chunk);
    }
  }

  /** Cuts a part into chunks of the same elements in the same order. */
  static void split(ImportNetworkRequest part, Consumer<ImportNetworkRequest> chunks) {
    ImportNetworkRequest.Builder chunk = ImportNetworkRequest.newBuilder();
    int bytes = 0;
    for (Map.Entry<FieldDescriptor, Object> field : part.getAllFields().entrySet()) {
      if (!field.getKey().isRepeated()) {
        chunk.setField(field.getKey(), field.getValue());
        continue;
      }
      for (Object element : (List<?>) field.getValue()) {
        chunk.addRepeatedField(field.getKey(), element);
        bytes += ((Message) element).getSerializedSize();
        if (bytes >= CHUNK_BYTES) {
          chunks.accept(chunk.build());
          chunk.clear();
          bytes = 0;
        }
      }
    }
    if (!chunk.getAllFields().isEmpty()) {
      chunks.accept(chunk.build());
    }
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<ImportNetworkRequest> stream) {
    requests = stream;
    stream.setOnReadyHandler(this::wake);
  }

  @Override
  public void onNext(ImportNetworkResponse response) {
    call.succeeded();
    answer.complete(response);
  }

  @Override
  public void onError(Throwable failure) {
    answer.completeExceptionally(call.failed(failure));
    wake();
  }

  @Override
  public void onCompleted() {
    wake();
  }

  private synchronized void wake() {
    notifyAll();
  }
}
