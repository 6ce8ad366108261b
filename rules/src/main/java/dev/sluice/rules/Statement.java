package dev.sluice.rules;

import java.math.BigDecimal;
import java.util.Comparator;

/**
 * One thing one rule said, before it is merged with what others said.
 *
 * @param ruleId who said it
 * @param verdict what kind of thing
 * @param subject about what, for example `warehouse HZ-1` or `line CUP carrier ZTO/EXPRESS`; empty
 *     when about the order itself
 * @param amount in the verdict's unit; 0 when it has none
 * @param reason as the rule gave it; empty when the verdict takes none
 */
public record Statement(String ruleId, Verdict verdict, String subject, long amount, String reason)
    implements Comparable<Statement> {
  private static final Comparator<Statement> ORDER =
      Comparator.comparing(Statement::ruleId)
          .thenComparing(Statement::verdict)
          .thenComparing(Statement::subject)
          .thenComparingLong(Statement::amount)
          .thenComparing(Statement::reason);

  /** One readable line without rule and reason, for example `surcharge warehouse HZ-1 0.8`. */
  public String text() {
    var text = new StringBuilder(verdict.word());
    if (!subject.isEmpty()) {
      text.append(' ').append(subject);
    }
    return switch (verdict.unit()) {
      case NONE -> text.toString();
      case COUNT -> text.append(' ').append(amount).toString();
      case MILLIONTHS -> text.append(' ').append(decimal(amount)).toString();
    };
  }

  private static String decimal(long millionths) {
    return BigDecimal.valueOf(millionths, 6).stripTrailingZeros().toPlainString();
  }

  @Override
  public int compareTo(Statement other) {
    return ORDER.compare(this, other);
  }
}
