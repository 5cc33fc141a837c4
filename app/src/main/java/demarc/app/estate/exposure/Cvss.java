package demarc.app.estate.exposure;

import java.util.OptionalDouble;
import us.springett.cvss.MalformedVectorException;

/// Scores of vectors: of CVSS 2, 3.0 and 3.1 the base score, of 4.0 what its metrics give together.
final class Cvss {
    private Cvss() {}

    /// Nothing where the vector is none.
    static OptionalDouble score(String vector) {
        try {
            var read = us.springett.cvss.Cvss.fromVector(vector);
            return read == null ? OptionalDouble.empty() : OptionalDouble.of(read.calculateScore().getBaseScore());
        } catch (MalformedVectorException e) {
            return OptionalDouble.empty();
        }
    }
}
