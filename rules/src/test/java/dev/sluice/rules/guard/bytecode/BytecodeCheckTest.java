package dev.sluice.rules.guard.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.guard.Findings;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class BytecodeCheckTest {
  private static final String NAME = "dev/sluice/rules/catalog/candidate/Evil";

  @Test
  void letsPassWhatGeneratedClassesDo() {
    assertThat(
            refused(
                method -> {
                  method.visitVarInsn(Opcodes.ALOAD, 0);
                  method.visitMethodInsn(
                      Opcodes.INVOKEVIRTUAL, "dev/sluice/rules/fact/Line", "fragile", "()Z", false);
                  var end = new Label();
                  method.visitJumpInsn(Opcodes.IFEQ, end);
                  method.visitLabel(end);
                }))
        .isEmpty();
  }

  @Test
  void refusesWhatIsNotListed() {
    assertThat(
            refused(
                method ->
                    method.visitMethodInsn(
                        Opcodes.INVOKESTATIC, "java/lang/System", "exit", "(I)V", false)))
        .containsExactly("bytecode-reference");
    assertThat(
            refused(
                method ->
                    method.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        "dev/sluice/rules/fact/Order",
                        "builder",
                        "()V",
                        false)))
        .containsExactly("bytecode-reference");
    assertThat(refused(method -> method.visitTypeInsn(Opcodes.NEW, "java/net/Socket")))
        .containsExactly("bytecode-reference");
  }

  @Test
  void refusesLoopsRecursionAndHandlers() {
    assertThat(
            refused(
                method -> {
                  var start = new Label();
                  method.visitLabel(start);
                  method.visitJumpInsn(Opcodes.GOTO, start);
                }))
        .containsExactly("bytecode-loop");
    assertThat(
            refused(
                method -> method.visitMethodInsn(Opcodes.INVOKESTATIC, NAME, "run", "()V", false)))
        .containsExactly("bytecode-loop");
    assertThat(
            refused(
                method -> {
                  var start = new Label();
                  var end = new Label();
                  method.visitTryCatchBlock(start, end, end, null);
                  method.visitLabel(start);
                  method.visitInsn(Opcodes.NOP);
                  method.visitLabel(end);
                }))
        .containsExactly("bytecode-exception-table");
    assertThat(refused(method -> method.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG)))
        .containsExactly("bytecode-class");
  }

  @Test
  void theLoaderAnswersOnlyListedNames() throws ClassNotFoundException {
    var loader = new ListedNamesLoader(getClass().getClassLoader());
    assertThat(loader.loadClass("dev.sluice.rules.fact.Order")).isNotNull();
    for (var name : List.of("java.lang.Runtime", "java.io.File", "java.lang.Class")) {
      assertThatThrownBy(() -> loader.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
    }
    assertThat(loader.getResource("logback-test.xml")).isNull();
  }

  private static List<String> refused(Consumer<MethodVisitor> code) {
    var writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, NAME, null, "java/lang/Object", null);
    var method = writer.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
    method.visitCode();
    code.accept(method);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(4, 4);
    method.visitEnd();
    writer.visitEnd();
    var findings = Findings.ofEveryLayer();
    new BytecodeCheck(findings).check(Map.of("Evil.class", writer.toByteArray()));
    return findings.diagnostics().stream().map(Diagnostic::code).toList();
  }
}
