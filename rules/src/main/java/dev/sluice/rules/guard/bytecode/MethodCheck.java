package dev.sluice.rules.guard.bytecode;

import dev.sluice.rules.guard.Refusal;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Looks at one method of a generated class. */
final class MethodCheck extends MethodVisitor {
  private final BytecodeCheck check;
  private final String method;
  private final Set<Label> passed = new HashSet<>();

  MethodCheck(BytecodeCheck check, String method) {
    super(Opcodes.ASM9);
    this.check = check;
    this.method = method;
  }

  @Override
  public void visitLabel(Label label) {
    passed.add(label);
  }

  @Override
  public void visitJumpInsn(int opcode, Label target) {
    jumps(target);
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... targets) {
    visitLookupSwitchInsn(otherwise, new int[0], targets);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] targets) {
    jumps(otherwise);
    for (var target : targets) {
      jumps(target);
    }
  }

  private void jumps(Label target) {
    if (passed.contains(target)) {
      check.refuse(Refusal.BYTECODE_LOOP, method, "The compiled rules hold a loop.");
    }
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    check.refuse(Refusal.BYTECODE_EXCEPTION_TABLE, method, "The compiled rules catch exceptions.");
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    ClassCheck.usesType(Type.getObjectType(type), check);
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    check.refuse(Refusal.BYTECODE_CLASS, method, "The compiled rules make tables.");
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    if (opcode == Opcodes.NEWARRAY) {
      check.refuse(Refusal.BYTECODE_CLASS, method, "The compiled rules make arrays of numbers.");
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.MONITORENTER) {
      check.refuse(Refusal.BYTECODE_CLASS, method, "The compiled rules wait for locks.");
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    uses(owner, name);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    uses(owner, name);
    calls(owner, name, descriptor);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    uses(bootstrap.getOwner(), bootstrap.getName());
    for (var argument : arguments) {
      constant(argument);
    }
  }

  @Override
  public void visitLdcInsn(Object value) {
    constant(value);
  }

  private void constant(Object value) {
    if (value instanceof Type type && type.getSort() != Type.METHOD) {
      ClassCheck.usesType(type, check);
    } else if (value instanceof Handle handle) {
      uses(handle.getOwner(), handle.getName());
      calls(handle.getOwner(), handle.getName(), handle.getDesc());
    } else if (!(value instanceof Type || value instanceof String || value instanceof Number)) {
      check.refuse(Refusal.BYTECODE_REFERENCE, method, "The compiled rules compute a constant.");
    }
  }

  private void uses(String owner, String member) {
    if (owner.startsWith("[")) {
      ClassCheck.usesType(Type.getObjectType(owner), check);
    } else {
      check.usesMember(owner, member);
    }
  }

  private void calls(String owner, String name, String descriptor) {
    if (GoldenReferences.isGenerated(owner)) {
      check.calls(method, owner + "." + name + descriptor);
    }
  }
}
