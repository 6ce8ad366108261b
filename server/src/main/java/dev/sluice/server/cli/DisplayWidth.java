package dev.sluice.server.cli;

/** How many terminal columns a text takes: Chinese characters take two. */
final class DisplayWidth {

  /** First and last code points of the wide blocks of Unicode's EastAsianWidth, ascending. */
  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x2E80, 0x303E},
    {0x3041, 0xA4CF},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F},
    {0x1F900, 0x1F9FF},
    {0x20000, 0x3FFFD}
  };

  private DisplayWidth() {}

  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  static int of(int codePoint) {
    if (codePoint < WIDE[0][0]) {
      return isInvisible(codePoint) ? 0 : 1;
    }
    for (int[] block : WIDE) {
      if (codePoint <= block[1]) {
        return codePoint >= block[0] ? 2 : isInvisible(codePoint) ? 0 : 1;
      }
    }
    return 1;
  }

  private static boolean isInvisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || type == Character.CONTROL;
  }
}
