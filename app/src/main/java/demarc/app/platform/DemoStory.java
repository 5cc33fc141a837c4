package demarc.app.platform;

import java.util.List;

/// Demonstration data. `demarc demo` lets every story tell itself, in order, when the database is empty.
public interface DemoStory {
    /// Somebody a visitor can sign in as.
    record Person(String name, String email, String password, String role, String party) {}

    /// 0 tells who there is; later ones build upon it.
    int order();

    /// Writes its data: the product's own verbs, called as the product itself or as the people of the story. Whole or not at all.
    void tell();

    /// The people to offer, told or already there.
    default List<Person> people() {
        return List.of();
    }
}
