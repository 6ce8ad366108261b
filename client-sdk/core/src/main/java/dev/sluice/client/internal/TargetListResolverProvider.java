package dev.sluice.client.internal;

import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets gRPC find {@link TargetListResolver}; public only because service loading demands it. */
public final class TargetListResolverProvider extends NameResolverProvider {

  private static final int PRIORITY = 5;

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return PRIORITY;
  }

  @Override
  public String getDefaultScheme() {
    return TargetListResolver.SCHEME;
  }

  @Override
  public @Nullable NameResolver newNameResolver(URI targetUri, NameResolver.Args args) {
    if (!TargetListResolver.SCHEME.equals(targetUri.getScheme())) {
      return null;
    }
    return new TargetListResolver(List.of(targetUri.getPath().substring(1).split(",")), args);
  }

  @Override
  public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
    return List.of(InetSocketAddress.class);
  }
}
