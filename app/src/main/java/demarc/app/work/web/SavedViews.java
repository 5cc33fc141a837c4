package demarc.app.work.web;

import demarc.app.platform.Actor;
import demarc.app.platform.ListQuery;
import demarc.app.platform.Refused;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Queries of the queue that a person keeps under a name.
@Component
class SavedViews {
    private static final int MOST = 30;

    record Saved(int id, String name, String query) {}

    private final JdbcClient sql;

    SavedViews(JdbcClient sql) {
        this.sql = sql;
    }

    @Transactional(readOnly = true)
    public List<Saved> of(Actor by) {
        return sql.sql("select id, name, query from work.saved_view where person_id = ? order by name").param(by.personId()).query(Saved.class).list();
    }

    /// Under a name the person used before, it replaces the old one.
    @Transactional
    public void save(Actor by, String name, ListQuery query) {
        var bare = name.strip();
        if (bare.isEmpty() || bare.length() > 40) throw new Refused("name", "Give the view a name of 1 to 40 characters.");
        var added = sql.sql("""
                insert into work.saved_view (person_id, name, query)
                select :person, :name, :query
                 where (select count(*) from work.saved_view where person_id = :person and name <> :name) < :most
                    on conflict (person_id, name) do update set query = excluded.query
                """)
            .param("person", by.personId()).param("name", bare).param("query", query.text()).param("most", MOST).update();
        if (added == 0) throw new Refused("name", "You have %d views. Remove one you no longer use.".formatted(MOST));
    }

    @Transactional
    public void remove(Actor by, int id) {
        sql.sql("delete from work.saved_view where person_id = ? and id = ?").param(by.personId()).param(id).update();
    }
}
