package dev.sluice.rules.engine;

import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.OrderVerdicts.Deferral;
import dev.sluice.rules.OrderVerdicts.Exemption;
import dev.sluice.rules.OrderVerdicts.Refusal;
import dev.sluice.rules.OrderVerdicts.ShipNotBefore;
import dev.sluice.rules.ShortageAction;
import dev.sluice.rules.Verdict;
import dev.sluice.rules.fact.Line;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Hears the order stage and merges what it says as it comes, whatever the order. */
final class OrderRecorder extends SilentRouting {
  private static final int MAX_SHIPMENTS = 100;
  private static final int MAX_PRIORITY = 1_000;
  private static final long MAX_DEFER_MINUTES = 30L * 24 * 60;

  private final Speaker speaker;
  private final StatementLog log;
  private final LineGroups groups;
  private @Nullable Refusal refusal;
  private @Nullable Deferral deferral;
  private @Nullable ShipNotBefore shipNotBefore;
  private @Nullable Exemption exemption;
  private long valueOfTime;
  private @Nullable Long shortagePenalty;
  private long latenessPenalty;
  private @Nullable Integer maxShipments;
  private boolean whole;
  private long splitCost;
  private @Nullable Integer priority;
  private @Nullable ShortageAction onShortage;
  private final Map<String, ShortageAction> onShortageBySku = new HashMap<>();
  private final SortedSet<String> services = new TreeSet<>();
  private final SortedSet<String> tags = new TreeSet<>();

  OrderRecorder(Speaker speaker, List<Line> lines) {
    this.speaker = speaker;
    this.log = new StatementLog(speaker);
    this.groups = new LineGroups(lines);
  }

  @Override
  public void valueOfTime(double yuanPerHour) {
    valueOfTime = Math.max(valueOfTime, said(Verdict.VALUE_OF_TIME, yuanPerHour));
  }

  @Override
  public void shortagePenalty(double yuan) {
    long micros = said(Verdict.SHORTAGE_PENALTY, yuan);
    shortagePenalty = shortagePenalty == null ? micros : Math.max(shortagePenalty, micros);
  }

  @Override
  public void latenessPenalty(double yuanPerHour) {
    latenessPenalty = Math.max(latenessPenalty, said(Verdict.LATENESS_PENALTY, yuanPerHour));
  }

  @Override
  public void splitCost(double yuan) {
    splitCost = Math.max(splitCost, said(Verdict.SPLIT_COST, yuan));
  }

  @Override
  public void limitShipments(long shipments) {
    requireRange("number of shipments", shipments, 1, MAX_SHIPMENTS);
    log.add(Verdict.LIMIT_SHIPMENTS, "", shipments, "");
    int limit = (int) shipments;
    maxShipments = maxShipments == null ? limit : Math.min(maxShipments, limit);
  }

  @Override
  public void shipWhole(String reason) {
    log.add(Verdict.SHIP_WHOLE, "", 0, reason);
    whole = true;
  }

  @Override
  public void priority(long value) {
    requireRange("priority", value, -MAX_PRIORITY, MAX_PRIORITY);
    log.add(Verdict.PRIORITY, "", value, "");
    int given = (int) value;
    priority = priority == null ? given : Math.max(priority, given);
  }

  @Override
  public void keepTogether(Line line) {
    log.add(Verdict.KEEP_TOGETHER, "line " + line.sku(), 0, "");
    groups.keepTogether(speaker.ruleId(), line);
  }

  @Override
  public void keepTogether(String category) {
    log.add(Verdict.KEEP_TOGETHER, "category " + category, 0, "");
    groups.keepTogether(category);
  }

  @Override
  public void keepApart(String kind, String otherKind) {
    log.add(Verdict.KEEP_APART, kind + " " + otherKind, 0, "");
    groups.keepApart(kind, otherKind);
  }

  @Override
  public void shipNotBefore(double hours, String reason) {
    long millionths = Amounts.millionths("hours to wait", hours);
    log.add(Verdict.SHIP_NOT_BEFORE, "", millionths, reason);
    var delay = Duration.ofSeconds(millionths * 36 / 10_000);
    shipNotBefore =
        first(
            shipNotBefore,
            new ShipNotBefore(speaker.ruleId(), reason, delay),
            Comparator.comparing(ShipNotBefore::delay, Comparator.reverseOrder())
                .thenComparing(ShipNotBefore::ruleId)
                .thenComparing(ShipNotBefore::reason));
  }

  @Override
  public void defer(String reason, long minutes) {
    requireRange("number of minutes", minutes, 1, MAX_DEFER_MINUTES);
    log.add(Verdict.DEFER, "", minutes, reason);
    deferral =
        first(
            deferral,
            new Deferral(speaker.ruleId(), reason, Duration.ofMinutes(minutes)),
            Comparator.comparing(Deferral::retryAfter, Comparator.reverseOrder())
                .thenComparing(Deferral::ruleId)
                .thenComparing(Deferral::reason));
  }

  @Override
  public void refuse(String reason) {
    log.add(Verdict.REFUSE, "", 0, reason);
    refusal =
        first(
            refusal,
            new Refusal(speaker.ruleId(), reason),
            Comparator.comparing(Refusal::ruleId).thenComparing(Refusal::reason));
  }

  @Override
  public void exemptFromShareCap(String reason) {
    log.add(Verdict.EXEMPT_FROM_SHARE_CAP, "", 0, reason);
    exemption =
        first(
            exemption,
            new Exemption(speaker.ruleId(), reason),
            Comparator.comparing(Exemption::ruleId).thenComparing(Exemption::reason));
  }

  @Override
  public void onShortage(String action) {
    var parsed = shortageAction(action);
    log.add(Verdict.ON_SHORTAGE, action, 0, "");
    onShortage = onShortage == null ? parsed : ShortageAction.stricter(onShortage, parsed);
  }

  @Override
  public void onShortage(Line line, String action) {
    var parsed = shortageAction(action);
    log.add(Verdict.ON_SHORTAGE, "line " + line.sku() + " " + action, 0, "");
    onShortageBySku.merge(line.sku(), parsed, ShortageAction::stricter);
  }

  @Override
  public void require(String service) {
    log.add(Verdict.REQUIRE, service, 0, "");
    services.add(service);
  }

  @Override
  public void tag(String text) {
    log.add(Verdict.TAG, text, 0, "");
    tags.add(text);
  }

  OrderVerdicts verdicts() {
    var merged =
        OrderVerdicts.builder()
            .valueOfTimeMicrosPerHour(valueOfTime)
            .latenessPenaltyMicrosPerHour(latenessPenalty)
            .shipWhole(whole)
            .keepTogether(groups.together())
            .keepApart(groups.apart())
            .splitCostMicros(splitCost)
            .onShortageBySku(onShortageBySku)
            .requiredServices(services)
            .tags(tags)
            .statements(log.statements())
            .spoken(log.spoken());
    if (refusal != null) {
      merged.refusal(refusal);
    }
    if (deferral != null) {
      merged.deferral(deferral);
    }
    if (shipNotBefore != null) {
      merged.shipNotBefore(shipNotBefore);
    }
    if (exemption != null) {
      merged.shareCapExemption(exemption);
    }
    if (shortagePenalty != null) {
      merged.shortagePenaltyMicros(shortagePenalty);
    }
    if (maxShipments != null) {
      merged.maxShipments(maxShipments);
    }
    if (priority != null) {
      merged.priority(priority);
    }
    if (onShortage != null) {
      merged.onShortage(onShortage);
    }
    return merged.build();
  }

  private long said(Verdict verdict, double amount) {
    long millionths = Amounts.millionths(verdict.word(), amount);
    log.add(verdict, "", millionths, "");
    return millionths;
  }

  private static <T> T first(@Nullable T one, T other, Comparator<T> order) {
    return one == null || order.compare(other, one) < 0 ? other : one;
  }

  private static ShortageAction shortageAction(String action) {
    try {
      return ShortageAction.valueOf(action);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The shortage action `%s` is unknown. Maybe BACKORDER, PRESALE or REFUSE?"
              .formatted(action),
          e);
    }
  }

  private static void requireRange(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The %s is %d. Maybe it should be from %d to %d?",
              what,
              value,
              least,
              most));
    }
  }
}
