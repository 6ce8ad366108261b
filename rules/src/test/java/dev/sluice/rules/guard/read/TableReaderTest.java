package dev.sluice.rules.guard.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.guard.RuleGuard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableReaderTest {

  @Test
  void eachRowIsARule() {
    assertThat(
            printed(
                "share",
                """
                # Percent of all parcels of the day.
                id,rule,RegionGroup.id,ShareCarrier.role,cap
                SHARE-101,Main carrier in the east,EAST,MAIN,58.5

                SHARE-102,"Backups, north and south",NORTH|SOUTH,BACKUP,19
                """))
        .containsExactly(
            """
            rule "SHARE-101"
            when
              $RegionGroup : RegionGroup(id == "EAST")
              $ShareCarrier : ShareCarrier(role == "MAIN")
            then
              shares.cap($ShareCarrier, 58.5);
            end
            """,
            """
            rule "SHARE-102"
            when
              $RegionGroup : RegionGroup(id in ("NORTH", "SOUTH"))
              $ShareCarrier : ShareCarrier(role == "BACKUP")
            then
              shares.cap($ShareCarrier, 19.0);
            end
            """);
  }

  @Test
  void anEmptyCellAsksNothingAndTheVerdictTakesTheFactsOfTheTable() {
    assertThat(
            printed(
                "preference",
                """
                id,rule,Order.remote,Order.groups !=,Warehouse.kind,Warehouse.load >=,surcharge,reason
                PREF-101,Stores,,,STORE,0.5,3,is a store
                PREF-102,Remote,yes,EAST,,,0.25,is far
                """))
        .containsExactly(
            """
            rule "PREF-101"
            when
              $Order : Order()
              $Warehouse : Warehouse(kind == "STORE", load >= 0.5)
            then
              routing.surcharge($Warehouse, 3.0, "is a store");
            end
            """,
            """
            rule "PREF-102"
            when
              $Order : Order(remote == true, groups not contains "EAST")
              $Warehouse : Warehouse()
            then
              routing.surcharge($Warehouse, 0.25, "is far");
            end
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          id,rule,Order.tier,valueOfTime    | INT-1,One,GOOLD,1     | C2: "GOOLD" can never
          id,rule,Order.tier,valueOfTime    | INT-1,One,GOLD,x      | D2: Found `x`
          id,rule,Order.tier,valueOfTime    | INT-1,One,GOLD,-1     | D2: Found -1
          id,rule,Order.tier,valueOfTime    | INT-1,One,GOLD        | A2: The row has 3 cells
          id,rule,Order.tier,valueOfTime    | INT,One,GOLD,1        | A2: Found `INT One`
          id,rule,Order.tier,valueOfTime    | INT-1,"One,GOLD,1     | not closed
          id,rule,Order.remote,valueOfTime  | INT-1,One,maybe,1     | C2: Found `maybe`
          id,rule,Order.teir,valueOfTime    | INT-1,One,GOLD,1      | C1: `teir` is no property
          id,rule,Oder.tier,valueOfTime     | INT-1,One,GOLD,1      | Maybe you meant `Order`?
          id,rule,Order.tier,valueOfTme     | INT-1,One,GOLD,1      | Maybe you meant `valueOfTime`?
          id,rule,Order.tier >,valueOfTime  | INT-1,One,GOLD,1      | C1: Found `Order.tier >`
          id,rule,Order.tier                | INT-1,One,GOLD        | C1: The header names no verdict
          id,rule,Order.tier,keepTogether,x | INT-1,One,GOLD,1,2    | D1: `keepTogether` has 2
          rule,id,Order.tier,valueOfTime    | INT-1,One,GOLD,1      | A1: The header starts
          """)
  void saysInWhichCellSomethingIsWrong(String header, String row, String message) {
    var thrown =
        catchThrowableOfType(
            RuleSetException.class, () -> printed("intake", header + "\n" + row + "\n"));
    assertThat(thrown).isNotNull();
    assertThat(thrown.diagnostics())
        .anySatisfy(one -> assertThat(one.message()).contains(message).contains("Maybe"));
  }

  private static List<String> printed(String folder, String text) {
    var source = new SourceFile(folder + "/a/a.csv", text);
    return new RuleGuard()
        .judge(new RuleSources(List.of(source))).stream()
            .flatMap(file -> file.rules().stream())
            .map(rule -> rule.drl())
            .toList();
  }
}
