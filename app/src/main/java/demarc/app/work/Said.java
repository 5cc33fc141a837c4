package demarc.app.work;

import java.util.List;

/// What somebody wrote, to go with the fact that says so.
///
/// @param parties the author's own and, for [Visibility#PARTIES], those addressed
record Said(int author, int authorParty, Visibility visibility, List<Integer> parties, String body) {
    List<Integer> audiences() {
        return visibility == Visibility.PUBLIC ? List.of(0) : parties;
    }
}
