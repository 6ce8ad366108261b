package dev.sluice.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.sluice.routing.v1.PlanOrderRequest;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.server.bench.SampleEvening;
import dev.sluice.server.cli.demo.OrderMessages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is plainly valid is valid by the contract, whatever its fields hold. */
class PlainlyValidTest {
  private static final long SEED = 20_261_111;
  private static final int REQUESTS = 30_000;
  private static final RequestValidator VALIDATOR = RequestValidator.create();

  private static final List<String> TEXTS =
      List.of(
          "",
          "A",
          "主播",
          "a".repeat(64),
          "a".repeat(65),
          "b".repeat(128),
          "b".repeat(129),
          "tab\there",
          "line\n",
          "\u0085",
          "\u007f",
          "\u00a0",
          "😀".repeat(33),
          "😀".repeat(65));
  private static final List<String> CODES =
      List.of(
          "33", "3301", "330106", "330106001", "3", "333", "33010600", "3301060011", "3a", "３３");
  private static final List<String> ATTRIBUTES =
      List.of(
          "k=v",
          "k=v=w",
          "=v",
          "k=",
          "k",
          "",
          "键=值",
          "k=\u0001",
          "k\n=v",
          "k=" + "v".repeat(126),
          "k=" + "v".repeat(127),
          "k=😀",
          "==");
  private static final List<Long> NUMBERS =
      List.of(
          0L,
          1L,
          -1L,
          59L,
          86_399L,
          86_400L,
          86_401L,
          999_999L,
          1_000_000L,
          1_000_001L,
          946_684_799L,
          946_684_800L,
          1_794_400_000L,
          4_102_444_799L,
          4_102_444_800L,
          Long.MAX_VALUE,
          Long.MIN_VALUE);
  private static final List<Integer> NANOS =
      List.of(0, 1, 999, 1_000, 500_000_000, 999_999_000, 999_999_999, 1_000_000_000, -1, -1_000);
  private static final List<Double> DEGREES =
      List.of(0.0, 30.2, -90.0, 90.0, 90.1, 180.0, -180.0, 180.1, Double.NaN, 1.0 / 0);

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void isNeverMoreGenerousThanTheContract() {
    int plainly = 0;
    for (int i = 0; i < REQUESTS; i++) {
      Message request = disturbed(sample(i));
      if (PlainlyValid.test(request)) {
        plainly++;
        assertThatCode(() -> VALIDATOR.checkByContract(request))
            .as("request %s of seed %s: %s", i, SEED, request)
            .doesNotThrowAnyException();
      }
    }
    assertThat(plainly).as("both kinds are met").isBetween(REQUESTS / 20, REQUESTS * 19 / 20);
  }

  @Test
  void recognizesTheOrdersOfAnEvening() {
    SampleEvening.begin()
        .orders()
        .forEach(
            order ->
                assertThat(
                        PlainlyValid.test(
                            RouteOrderRequest.newBuilder()
                                .setOrder(OrderMessages.of(order))
                                .build()))
                    .as("%s", order)
                    .isTrue());
  }

  @Test
  void leavesOtherMessagesToTheContract() {
    assertThat(PlainlyValid.test(SampleRequests.order("1").build())).isFalse();
    assertThat(PlainlyValid.test(PlanOrderRequest.getDefaultInstance())).isFalse();
  }

  private static Message sample(int i) {
    var order = i % 2 == 0 ? SampleRequests.fullOrder() : SampleRequests.order("ORDER-1");
    return switch (i % 3) {
      case 0 -> RouteOrderRequest.newBuilder().setOrder(order).build();
      case 1 -> RouteOrdersRequest.newBuilder().setOrder(order).setRequestId("R").build();
      default -> PlanOrderRequest.newBuilder().setOrder(order).build();
    };
  }

  /** A copy in which one or two fields, wherever they are, hold something else. */
  private Message disturbed(Message valid) {
    Message message = valid;
    for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
      message = withOneChange(message);
    }
    return message;
  }

  private Message withOneChange(Message message) {
    List<FieldDescriptor> fields = message.getDescriptorForType().getFields();
    FieldDescriptor field = fields.get(random.nextInt(fields.size()));
    Message.Builder changed = message.toBuilder();
    if (field.isRepeated()) {
      changeList(changed, field);
    } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && random.nextInt(8) > 0) {
      changed.setField(field, withOneChange((Message) message.getField(field)));
    } else if (random.nextInt(8) == 0) {
      changed.clearField(field);
    } else {
      changed.setField(field, anyValue(field, field.getName().equals("nanos")));
    }
    return changed.build();
  }

  private void changeList(Message.Builder message, FieldDescriptor field) {
    int count = message.getRepeatedFieldCount(field);
    switch (random.nextInt(5)) {
      case 0 -> message.clearField(field);
      case 1 -> {
        int copies = List.of(1, 31, 32, 33, 199, 200, 201).get(random.nextInt(7));
        Object element = anyElement(message, field);
        message.setField(field, Collections.nCopies(copies, element));
      }
      case 2 -> {
        List<Object> several = new ArrayList<>();
        int size = 1 + random.nextInt(34);
        for (int i = 0; i < size; i++) {
          several.add(
              field.getJavaType() == FieldDescriptor.JavaType.STRING
                  ? "k" + i + "=v"
                  : anyElement(message, field));
        }
        message.setField(field, several);
      }
      default -> {
        if (count > 0) {
          message.setRepeatedField(field, random.nextInt(count), anyElement(message, field));
        } else {
          message.addRepeatedField(field, anyElement(message, field));
        }
      }
    }
  }

  private Object anyElement(Message.Builder message, FieldDescriptor field) {
    if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return anyValue(field, false);
    }
    Message element =
        message.getRepeatedFieldCount(field) > 0
            ? (Message) message.getRepeatedField(field, 0)
            : message.newBuilderForField(field).build();
    return withOneChange(element);
  }

  private Object anyValue(FieldDescriptor field, boolean nanos) {
    return switch (field.getJavaType()) {
      case STRING -> pick(List.of(TEXTS, CODES, ATTRIBUTES).get(random.nextInt(3)));
      case LONG -> pick(NUMBERS);
      case INT -> nanos ? pick(NANOS) : pick(NUMBERS).intValue();
      case DOUBLE -> pick(DEGREES);
      case BOOLEAN -> random.nextBoolean();
      case ENUM -> anyEnum(field);
      case MESSAGE -> withOneChange(newMessage(field));
      default -> throw new IllegalStateException("No values for " + field);
    };
  }

  private EnumValueDescriptor anyEnum(FieldDescriptor field) {
    return field.getEnumType().findValueByNumberCreatingIfUnknown(random.nextInt(8));
  }

  private static Message newMessage(FieldDescriptor field) {
    return DynamicMessage.getDefaultInstance(field.getMessageType());
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
