/// `demarc probe`: looks from inside a client's network at what the server is told to have looked at there. Needs no Spring, no database and nothing that
/// listens: it asks and tells by HTTPS.
@NullMarked
package demarc.app.signals.checks.probe;

import org.jspecify.annotations.NullMarked;
