package dev.sluice.client.internal;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Finds the addresses of every target of a list; each keeps its own name for TLS. */
public final class TargetListResolver extends NameResolver {

  /** Scheme of the URIs that hold a list. */
  static final String SCHEME = "sluice";

  private final List<String> targets;
  private final Executor offload;
  private volatile @Nullable Listener2 listener;
  private volatile List<EquivalentAddressGroup> told = List.of();

  TargetListResolver(List<String> targets, Args args) {
    this.targets = targets;
    Executor executor = args.getOffloadExecutor();
    this.offload =
        executor == null ? command -> new Thread(command, "sluice-resolve").start() : executor;
  }

  /** The URI of a list of {@code host:port}. */
  public static String uri(List<String> targets) {
    if (targets.size() == 1) {
      return "dns:///" + targets.get(0);
    }
    try {
      // Not by plain text: the brackets of an IPv6 address must be escaped.
      return new URI(SCHEME, "", "/" + String.join(",", targets), null).toString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("Targets cannot be used: " + targets, e);
    }
  }

  @Override
  public String getServiceAuthority() {
    return targets.get(0);
  }

  @Override
  public void start(Listener2 newListener) {
    this.listener = newListener;
    refresh();
  }

  @Override
  public void refresh() {
    Listener2 waiting = listener;
    if (waiting != null) {
      offload.execute(() -> tell(waiting));
    }
  }

  /** Says nothing when all is as it was: gRPC asks again and again. */
  private void tell(Listener2 waiting) {
    StatusOr<List<EquivalentAddressGroup>> addresses = resolve();
    List<EquivalentAddressGroup> found = addresses.hasValue() ? addresses.getValue() : List.of();
    if (found.isEmpty() || !found.equals(told)) {
      told = found;
      waiting.onResult(ResolutionResult.newBuilder().setAddressesOrError(addresses).build());
    }
  }

  /** Fails only when no target resolves: the others can serve meanwhile. */
  private StatusOr<List<EquivalentAddressGroup>> resolve() {
    List<EquivalentAddressGroup> groups = new ArrayList<>();
    Status failure = Status.UNAVAILABLE;
    for (String target : targets) {
      try {
        groups.addAll(resolve(target));
      } catch (UnknownHostException e) {
        failure = Status.UNAVAILABLE.withDescription("Unable to resolve host " + target);
      }
    }
    return groups.isEmpty() ? StatusOr.fromStatus(failure) : StatusOr.fromValue(groups);
  }

  private static List<EquivalentAddressGroup> resolve(String target) throws UnknownHostException {
    int colon = target.lastIndexOf(':');
    String host = target.substring(0, colon);
    int port = Integer.parseInt(target.substring(colon + 1));
    Attributes authority =
        Attributes.newBuilder().set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, target).build();
    List<EquivalentAddressGroup> groups = new ArrayList<>();
    for (InetAddress address : InetAddress.getAllByName(host)) {
      SocketAddress socket = new InetSocketAddress(address, port);
      groups.add(new EquivalentAddressGroup(socket, authority));
    }
    return groups;
  }

  @Override
  public void shutdown() {
    listener = null;
  }
}
