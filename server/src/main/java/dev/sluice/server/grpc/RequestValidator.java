package dev.sluice.server.grpc;

import build.buf.protovalidate.Config;
import build.buf.protovalidate.ValidationResult;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.sluice.routing.v1.NetworkServiceProto;
import dev.sluice.routing.v1.PolicyServiceProto;
import dev.sluice.routing.v1.RoutingServiceProto;
import dev.sluice.routing.v1.StockServiceProto;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks requests against the limits that the contract declares. Safe for use by many threads. */
final class RequestValidator {
  private static final List<FileDescriptor> CONTRACT =
      List.of(
          RoutingServiceProto.getDescriptor(),
          NetworkServiceProto.getDescriptor(),
          StockServiceProto.getDescriptor(),
          PolicyServiceProto.getDescriptor());

  private volatile @Nullable Validator validator;

  private RequestValidator() {}

  /** Compiles nothing yet: the limits of a request are compiled when the first one comes. */
  static RequestValidator create() {
    return new RequestValidator();
  }

  /**
   * Compiles the limits of every request, which takes more than a second of a process that has just
   * started, so that no caller waits for it.
   */
  void compile() {
    for (Descriptor request : requests()) {
      ValidationResult unused = validate(DynamicMessage.getDefaultInstance(request));
    }
  }

  /**
   * @throws RequestRefusedException naming every field that is out of its limits
   */
  void check(Message request) {
    if (!PlainlyValid.test(request)) {
      checkByContract(request);
    }
  }

  /** The same without the glance at what is plainly valid. */
  void checkByContract(Message request) {
    ValidationResult result = validate(request);
    if (!result.isSuccess()) {
      throw RequestRefusedException.invalidFields(problems(request, result));
    }
  }

  private ValidationResult validate(Message request) {
    try {
      return validator().validate(request);
    } catch (ValidationException e) {
      throw new IllegalStateException(
          "The limits of " + request.getDescriptorForType().getName() + " cannot be checked", e);
    }
  }

  private Validator validator() {
    Validator known = validator;
    return known == null ? createValidator() : known;
  }

  private synchronized Validator createValidator() {
    Validator made = validator;
    if (made == null) {
      Config config = Config.newBuilder().setEnableNativeRules(true).build();
      made = ValidatorFactory.newBuilder().withConfig(config).build();
      validator = made;
    }
    return made;
  }

  private static List<FieldProblem> problems(Message request, ValidationResult result) {
    return result.getViolations().stream()
        .map(one -> LimitProblems.of(request, one.toProto()))
        .toList();
  }

  private static List<Descriptor> requests() {
    Set<Descriptor> requests = new LinkedHashSet<>();
    for (FileDescriptor file : CONTRACT) {
      for (ServiceDescriptor service : file.getServices()) {
        for (MethodDescriptor method : service.getMethods()) {
          requests.add(method.getInputType());
        }
      }
    }
    return List.copyOf(requests);
  }
}
