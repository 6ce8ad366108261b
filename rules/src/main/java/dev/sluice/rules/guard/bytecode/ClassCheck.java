package dev.sluice.rules.guard.bytecode;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Looks at one generated class. */
final class ClassCheck extends ClassVisitor {
  private final BytecodeCheck check;
  private final String owner;

  ClassCheck(BytecodeCheck check, String owner) {
    super(Opcodes.ASM9);
    this.check = check;
    this.owner = owner;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    if (superName != null) {
      check.usesClass(superName);
    }
    if (interfaces != null) {
      for (var one : interfaces) {
        check.usesClass(one);
      }
    }
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    usesType(Type.getType(descriptor), check);
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new MethodCheck(check, owner + "." + name + descriptor);
  }

  /** Notes the class behind a type, if there is one. */
  static void usesType(Type type, BytecodeCheck check) {
    if (type.getSort() == Type.ARRAY) {
      usesType(type.getElementType(), check);
    } else if (type.getSort() == Type.OBJECT) {
      check.usesClass(type.getInternalName());
    }
  }
}
