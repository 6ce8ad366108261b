package dev.sluice.rules.guard;

/** The layers of the guard, from bytes to run time. */
public enum Layer {
  /** Bytes: kinds of files, sizes, encodings, characters. */
  INTAKE,
  /** What a file may hold: rules, in their one shape. */
  STRUCTURE,
  /** What conditions and verdicts may say. */
  EXPRESSIONS,
  /** How many facts a rule may combine. */
  JOINS,
  /** Only what the tree holds is compiled, printed anew. */
  PRINT,
  /** What compiled classes refer to and do, and which names their loader answers. */
  BYTECODE,
  /** How much one judgement may cost. */
  FUEL
}
