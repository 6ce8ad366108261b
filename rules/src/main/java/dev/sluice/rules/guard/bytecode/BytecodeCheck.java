package dev.sluice.rules.guard.bytecode;

import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;

/**
 * The bytecode layer: generated classes name nothing but what {@link GoldenReferences} lists, never
 * jump back or call themselves, and catch nothing.
 */
public final class BytecodeCheck {
  private final Findings findings;
  private final Map<String, Set<String>> calls = new HashMap<>();

  public BytecodeCheck(Findings findings) {
    this.findings = findings;
  }

  /** Looks at every generated class, by path. */
  public void check(Map<String, byte[]> classes) {
    new TreeMap<>(classes).values().forEach(this::check);
    Set<String> finished = new HashSet<>();
    for (var method : new TreeSet<>(calls.keySet())) {
      if (callsItself(method, new HashSet<>(), finished)) {
        refuse(Refusal.BYTECODE_LOOP, method, "The compiled rules call themselves.");
        return;
      }
    }
  }

  private void check(byte[] bytes) {
    var reader = new ClassReader(bytes);
    if (!GoldenReferences.isGenerated(reader.getClassName())) {
      refuse(
          Refusal.BYTECODE_CLASS,
          reader.getClassName(),
          "A class was generated where none belongs.");
    }
    reader.accept(new ClassCheck(this, reader.getClassName()), ClassReader.SKIP_DEBUG);
  }

  private boolean callsItself(String method, Set<String> open, Set<String> finished) {
    if (finished.contains(method)) {
      return false;
    }
    if (!open.add(method)) {
      return true;
    }
    for (var called : calls.getOrDefault(method, Set.of())) {
      if (callsItself(called, open, finished)) {
        return true;
      }
    }
    open.remove(method);
    finished.add(method);
    return false;
  }

  void calls(String from, String to) {
    calls.computeIfAbsent(from, unused -> new HashSet<>()).add(to);
  }

  void usesClass(String owner) {
    if (!GoldenReferences.allowsClass(owner)) {
      refuse(Refusal.BYTECODE_REFERENCE, owner, "The compiled rules name a class beyond facts.");
    }
  }

  void usesMember(String owner, String member) {
    if (!GoldenReferences.allowsMember(owner, member)) {
      refuse(
          Refusal.BYTECODE_REFERENCE,
          owner + "." + member,
          "The compiled rules use something beyond facts and verdicts.");
    }
  }

  void refuse(Refusal refusal, String found, String message) {
    findings.refuse(
        refusal,
        Place.of(""),
        found,
        "%s Found %s. Maybe a rule holds code?".formatted(message, Findings.shown(found)));
  }
}
