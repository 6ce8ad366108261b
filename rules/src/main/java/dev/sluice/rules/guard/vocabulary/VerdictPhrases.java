package dev.sluice.rules.guard.vocabulary;

import dev.sluice.rules.guard.vocabulary.ParameterType.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sentences of all verdicts, by word and kinds of arguments. */
final class VerdictPhrases {

  private record Sentence(String english, String chinese) {}

  private static final Map<String, List<Sentence>> SENTENCES =
      Map.ofEntries(
          say(
              "reject LINE CANDIDATE TEXT",
              new Sentence("{implied 0}reject {1} {reason? 2}", "{implied 0}排除{1}{reason? 2}")),
          say(
              "reject CANDIDATE TEXT",
              new Sentence("reject {0} {reason? 1}", "排除{0}{reason? 1}"),
              new Sentence("reject for the whole order {0} {reason? 1}", "整单排除{0}{reason? 1}")),
          say(
              "surcharge CANDIDATE AMOUNT TEXT",
              new Sentence("surcharge {0} by {1} yuan {reason? 2}", "对{0}加价{1}元{reason? 2}")),
          say(
              "discount CANDIDATE FIXED_AMOUNT TEXT",
              new Sentence("discount {0} by {1} yuan {reason? 2}", "对{0}减价{1}元{reason? 2}")),
          say(
              "valueOfTime AMOUNT",
              new Sentence("an hour earlier is worth {0} yuan", "每提前一小时价值{0}元")),
          say("shortagePenalty AMOUNT", new Sentence("a missed line costs {0} yuan", "每行缺货代价{0}元")),
          say(
              "latenessPenalty AMOUNT",
              new Sentence("an hour of lateness costs {0} yuan", "每迟到一小时代价{0}元")),
          say(
              "limitShipments COUNT",
              new Sentence("limit the number of shipments to {0}", "最多拆成{0}单")),
          say(
              "shipWhole TEXT",
              new Sentence("never ship part of the order {reason 0}", "不得部分发货{reason 0}")),
          say(
              "keepTogether LINE",
              new Sentence("keep such lines together{implied 0}", "此类商品同单发货{implied 0}")),
          say("keepTogether TEXT", new Sentence("keep category {0} together", "品类{0}同单发货")),
          say("keepApart TEXT TEXT", new Sentence("keep {0} apart from {1}", "将{0}与{1}分单发货")),
          say(
              "splitCost AMOUNT",
              new Sentence("each further shipment costs {0} yuan", "每多拆一单代价{0}元")),
          say("priority COUNT", new Sentence("set the priority to {0}", "优先级设为{0}")),
          say(
              "shipNotBefore AMOUNT TEXT",
              new Sentence("wait {0} hours before shipping {reason 1}", "等待{0}小时再发货{reason 1}")),
          say(
              "defer TEXT COUNT",
              new Sentence("defer the order by {1} minutes {reason 0}", "暂缓订单{1}分钟{reason 0}")),
          say("refuse TEXT", new Sentence("refuse the order {reason 0}", "拒绝订单{reason 0}")),
          say("onShortage TEXT", new Sentence("on a shortage {0}", "缺货时{0}")),
          say(
              "onShortage LINE TEXT",
              new Sentence("on a shortage of such lines {implied 0}{1}", "此类商品缺货时{implied 0}{1}")),
          say("require TEXT", new Sentence("require {0}", "要求{0}")),
          say(
              "exemptFromShareCap TEXT",
              new Sentence(
                  "exempt the order from carrier caps {reason 0}", "订单不受快递占比上限限制{reason 0}")),
          say("tag TEXT", new Sentence("tag the plan with {0}", "标记{0}")),
          say("cap SHARE_CARRIER AMOUNT", new Sentence("cap {0} at {1} percent", "限制{0}占比不超过{1}%")),
          say(
              "cap SHARE_CARRIER AMOUNT TEXT",
              new Sentence(
                  "cap {0} strictly at {1} percent{implied 2}", "严格限制{0}占比不超过{1}%{implied 2}")),
          say(
              "target SHARE_CARRIER AMOUNT AMOUNT",
              new Sentence("aim {0} at {1} percent within {2} percent", "令{0}目标占比{1}% 误差{2}%")),
          say(
              "suspend SHARE_CARRIER TEXT",
              new Sentence("suspend {0} {reason? 1}", "停发{0}{reason? 1}")));

  /** In the order of the vocabulary, but the one about a line before the one about all. */
  static final List<VerdictPhrase> ALL =
      Vocabulary.verdicts().stream()
          .flatMap(
              type ->
                  SENTENCES.getOrDefault(key(type), List.of()).stream()
                      .map(one -> new VerdictPhrase(type, one.english(), one.chinese())))
          .toList();

  private VerdictPhrases() {}

  private static Map.Entry<String, List<Sentence>> say(String key, Sentence... sentences) {
    return Map.entry(key, List.of(sentences));
  }

  private static String key(VerdictType type) {
    return Stream.concat(
            Stream.of(type.word()),
            type.parameters().stream().map(ParameterType::kind).map(Kind::name))
        .collect(Collectors.joining(" "));
  }
}
