package demarc.app.decide;

import demarc.app.decide.questionnaire.AnswersFile.Written;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A business that is choosing how to run its IT, as far as it has got.
///
/// @param link    what its address ends with: a secret of 128 random bits, or `c.17` once it belongs to a client
/// @param client  whose it is; null while its link is all there is
/// @param expires it is deleted then unless somebody changes it before
public record Decision(long id, String link, @Nullable Owner client, Written written, Instant changed, Instant expires) {

    public record Owner(int id, String key, String name) {}

    /// Where its pages are: `/decide/at/LINK`.
    public String address() {
        return "/decide/at/" + link;
    }

    public boolean isAnonymous() {
        return client == null;
    }

    /// Of the business, or a word for one without.
    public String name() {
        if (!written.name().isEmpty()) return written.name();
        return client == null ? "Your business" : client.name();
    }
}
