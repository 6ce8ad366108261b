package dev.sluice.server.cli;

import com.google.protobuf.ProtocolMessageEnum;
import com.google.protobuf.Timestamp;
import com.google.type.Money;
import dev.sluice.client.Amounts;
import dev.sluice.client.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes values of the contract for people: words in their language, times in their zone. */
final class Words {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx");

  private final Messages messages;
  private final ZoneId zone;

  Words(Messages messages, ZoneId zone) {
    this.messages = messages;
    this.zone = zone;
  }

  /** A value of an enum, such as {@code UNFULFILLED_REASON_OUT_OF_STOCK}: its own word. */
  String word(ProtocolMessageEnum value) {
    String list = value.getDescriptorForType().getName();
    String prefix = list.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    String name = value.getValueDescriptor().getName().replace(prefix + "_", "");
    return messages.word(list, name);
  }

  String time(Timestamp time) {
    return TIME.format(Times.instant(time).atZone(zone));
  }

  /** Yuan with two decimals; rounded only for the eye. */
  static String yuan(Money amount) {
    return yuan(Amounts.toYuan(amount));
  }

  static String yuan(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }
}
