package dev.sluice.server.network;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects what is wrong with master data; the words of all its checks are formed here. */
final class Problems {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
  private static final int MAX_TEXT = 200;
  private static final int MAX_SHOWN = 80;

  private final int limit;
  private final List<NetworkProblem> listed = new ArrayList<>();
  private int count;

  Problems(int limit) {
    this.limit = limit;
  }

  /** Throws everything found so far, if anything. */
  void throwIfAny() {
    if (count > 0) {
      throw new InvalidNetworkException(listed, count);
    }
  }

  private static String shorten(String value) {
    return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "...";
  }

  /** The checks of one record. */
  Subject of(String kind, String id) {
    return new Subject(kind, id);
  }

  /** One record under check. */
  final class Subject {
    private final String kind;
    private final String id;

    private Subject(String kind, String id) {
      this.kind = kind;
      this.id = id;
    }

    /** Notes a problem; {@code fault} completes the sentence "field is 'value', ...". */
    void add(String field, Object value, String fault, String advice) {
      count++;
      if (listed.size() < limit) {
        String subject = id.isEmpty() ? kind : kind + " '" + id + "'";
        String shown = shorten(String.valueOf(value));
        String message =
            subject + ": " + field + " is '" + shown + "', " + fault + "\nMaybe " + advice;
        listed.add(new NetworkProblem(kind, id, field, shown, message));
      }
    }

    void requireId(String field, String value) {
      if (!ID.matcher(value).matches()) {
        add(
            field,
            value,
            "must be 1 to 64 of A-Z a-z 0-9 . _ : -, a letter or digit first",
            "it holds a space, a '>' or a letter outside of these; move it to the name.");
      }
    }

    void requireText(String field, String value) {
      if (value.length() > MAX_TEXT) {
        add(
            field,
            value,
            "has " + value.length() + " characters, may have " + MAX_TEXT,
            "columns are shifted.");
      } else if (value.chars().anyMatch(Character::isISOControl)) {
        add(field, value, "holds a control character", "it was copied from a formatted document.");
      }
    }

    void requireRange(String field, long value, long least, long most) {
      if (value < least || value > most) {
        add(
            field,
            value,
            "must be " + least + " to " + most,
            "it is in another unit, or columns are shifted.");
      }
    }

    void requireRate(String field, double value) {
      if (!(value >= 0 && value <= 1)) {
        add(field, value, "must be 0 to 1", "it is a percentage: write 0.97 for 97 %.");
      }
    }

    void requirePoint(LatLng point) {
      if (!(Math.abs(point.latitude()) <= 90)) {
        add(
            "latitude",
            point.latitude(),
            "must be -90 to 90",
            "latitude and longitude are swapped.");
      }
      if (!(Math.abs(point.longitude()) <= 180)) {
        add("longitude", point.longitude(), "must be -180 to 180", "it is not in degrees.");
      }
    }

    void requireKnown(String field, String value, boolean known, String kindOfValue) {
      if (!known) {
        add(
            field,
            value,
            "no " + kindOfValue + " has that id",
            "it is misspelled, or that " + kindOfValue + " is missing from the data.");
      }
    }

    void requireRegion(String field, String code, KnownRegions regions) {
      if (!RegionCodes.isCode(code)) {
        add(
            field,
            code,
            "must be 2, 4, 6 or 9 digits",
            "a leading zero or the last digits were lost in a spreadsheet.");
      } else if (!regions.contains(code)) {
        add(
            field,
            code,
            "no listed region has or begins with that code",
            "it is an old code, or the region is missing from the data.");
      }
    }

    void requireNotEmpty(String field, boolean empty, String advice) {
      if (empty) {
        add(field, "", "must not be empty", advice);
      }
    }
  }
}
