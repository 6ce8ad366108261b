package dev.sluice.rules.guard.check;

import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.NearestName;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Expression;
import dev.sluice.rules.guard.tree.Expression.Numeral;
import dev.sluice.rules.guard.tree.Expression.Text;
import dev.sluice.rules.guard.tree.VerdictCall;
import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.ParameterType;
import dev.sluice.rules.guard.vocabulary.ValueType;
import dev.sluice.rules.guard.vocabulary.VerdictType;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Judges verdicts: known words, and arguments of the right kind and size. */
final class ArgumentCheck {
  static final Wording ONE_OF_THESE = new Wording("Maybe one of these?", "请用其中之一。");

  private final Stage stage;
  private final Findings findings;
  private final ValueCheck values;

  ArgumentCheck(Stage stage, Findings findings, ValueCheck values) {
    this.stage = stage;
    this.findings = findings;
    this.values = values;
  }

  void check(VerdictCall call, Scope scope) {
    var forms = Vocabulary.verdicts(stage, call.word());
    if (forms.isEmpty()) {
      refuseWord(call);
      return;
    }
    List<Optional<Type>> types = new ArrayList<>();
    for (var argument : call.arguments()) {
      types.add(values.type(argument, Optional.<FactType>empty(), scope));
    }
    if (types.stream().anyMatch(Optional::isEmpty)) {
      return;
    }
    var form = forms.stream().filter(one -> fits(one, call.arguments(), types)).findFirst();
    if (form.isEmpty()) {
      refuseForm(call, forms);
      return;
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      range(call.arguments().get(i), form.get().parameters().get(i));
    }
  }

  private void refuseWord(VerdictCall call) {
    var words = Vocabulary.verdictWords(stage);
    var elsewhere =
        Arrays.stream(Stage.values())
            .filter(other -> !Vocabulary.verdicts(other, call.word()).isEmpty())
            .findFirst();
    findings.refuse(
        Refusal.EXPRESSION_VERDICT,
        call.place(),
        call.word(),
        Wording.of(
            "`%s` is no verdict of this stage. Allowed are %s. %s",
            "这个阶段没有结论 `%s`。可用的有 %s。%s",
            call.word(),
            String.join(", ", words),
            elsewhere.isPresent()
                ? Wording.of(
                    "Maybe move the rule to a folder of the %s stage?",
                    "请把规则移到 %s 阶段的文件夹。", elsewhere.get().name().toLowerCase(Locale.ROOT))
                : NearestName.advice(call.word(), words, ONE_OF_THESE)));
  }

  private void refuseForm(VerdictCall call, List<VerdictType> forms) {
    findings.refuse(
        Refusal.EXPRESSION_ARGUMENTS,
        call.place(),
        call.word(),
        Wording.of(
            "`%s` takes other arguments. Allowed is %s. Maybe texts need quotes and numbers none?",
            "`%s` 后面应跟别的内容：%s。文字要加引号，数字不加。",
            call.word(),
            new Wording(
                shown(forms, Wording::english, " or "), shown(forms, Wording::chinese, " 或 "))));
  }

  private static String shown(
      List<VerdictType> forms, Function<Wording, String> language, String or) {
    return forms.stream()
        .map(
            form ->
                form.parameters().stream()
                    .map(ParameterType::shown)
                    .map(language)
                    .collect(Collectors.joining(", ", form.word() + "(", ")")))
        .collect(Collectors.joining(or));
  }

  private static boolean fits(
      VerdictType form, List<Expression> arguments, List<Optional<Type>> types) {
    var parameters = form.parameters();
    if (parameters.size() != arguments.size()) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (!fits(parameters.get(i), arguments.get(i), types.get(i).orElseThrow())) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(ParameterType parameter, Expression argument, Type type) {
    return switch (parameter.kind()) {
      case CANDIDATE -> type instanceof Type.Fact fact && fact.type().candidate();
      case LINE -> type instanceof Type.Fact fact && fact.type().name().equals("Line");
      case SHARE_CARRIER ->
          type instanceof Type.Fact fact && fact.type().name().equals("ShareCarrier");
      case AMOUNT -> type.isNumber();
      case FIXED_AMOUNT -> argument instanceof Numeral;
      case COUNT -> type.is(ValueType.WHOLE) && !(argument instanceof Expression.Arithmetic);
      case TEXT ->
          type.is(ValueType.TEXT) && (parameter.words().isEmpty() || argument instanceof Text);
    };
  }

  /** What is written out can be judged here; the rest is judged when the rule speaks. */
  private void range(Expression argument, ParameterType parameter) {
    if (argument instanceof Numeral number && parameter.isNumber()) {
      double value = Double.parseDouble(number.value());
      if (value < parameter.least() || value > parameter.most()) {
        findings.refuse(
            Refusal.EXPRESSION_RANGE,
            number.place(),
            number.value(),
            Wording.of(
                "Found %s where %s should stand. Maybe a digit too many?",
                "此处是 %s，应为%s。是否多写了一位？", number.value(), parameter.shown()));
      }
    } else if (argument instanceof Text text
        && !parameter.words().isEmpty()
        && !parameter.words().contains(text.value())) {
      findings.refuse(
          Refusal.EXPRESSION_WORD,
          text.place(),
          text.value(),
          Wording.of(
              "\"%s\" cannot stand here. Allowed are %s. %s",
              "此处不能是“%s”。可用的有 %s。%s",
              text.value(),
              String.join(", ", parameter.words()),
              NearestName.advice(text.value(), parameter.words(), ONE_OF_THESE)));
    }
  }
}
