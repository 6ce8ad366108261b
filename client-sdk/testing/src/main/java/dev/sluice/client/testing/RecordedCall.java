package dev.sluice.client.testing;

import com.google.protobuf.Message;
import java.util.Map;

/**
 * A call that a {@link FakeSluice} has handled: written down when all it does is done, just before
 * its answer leaves.
 *
 * @param method what was called
 * @param request the contract's message, such as {@code RouteOrderRequest}
 * @param orderId the order it was about; empty when it named none, or a plan that does not exist
 * @param attempt 1 for the first try of a call, 2 and more when gRPC repeats or hedges it
 * @param headers ASCII headers the client sent, by lower-case name: its own options', {@code
 *     authorization}, {@code user-agent}. Of a repeated name the last value
 * @param statusCode what the caller was told, such as {@code OK} or {@code NOT_FOUND}; UNAVAILABLE
 *     for an answer that was lost
 */
public record RecordedCall(
    SluiceMethod method,
    Message request,
    String orderId,
    int attempt,
    Map<String, String> headers,
    String statusCode) {

  /**
   * The request as what it is.
   *
   * @throws ClassCastException when it is another message
   */
  public <T extends Message> T request(Class<T> type) {
    return type.cast(request);
  }
}
