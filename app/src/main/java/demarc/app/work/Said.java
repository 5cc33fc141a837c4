package demarc.app.work;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wrote, to go with the fact that says so.
///
/// @param author  null when nobody wrote it and the product says what it saw
/// @param parties the author's own and, for [Visibility#PARTIES], those addressed
record Said(@Nullable Integer author, int authorParty, Visibility visibility, List<Integer> parties, String body) {
    List<Integer> audiences() {
        return visibility == Visibility.PUBLIC ? List.of(0) : parties;
    }
}
