package dev.sluice.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EditDistanceTest {
  @Test
  void countsInsertedDeletedAndReplacedLetters() {
    assertThat(EditDistance.between("kitten", "sitting")).isEqualTo(3);
    assertThat(EditDistance.between("", "abc")).isEqualTo(3);
    assertThat(EditDistance.between("Port", "port")).isZero();
  }

  @Test
  void ofEquallyNearWordsTheFirstByAlphabetIsTaken() {
    assertThat(EditDistance.nearest("bat", List.of("rat", "cat"))).isEqualTo("cat");
  }
}
