/// Looking at something once: [Look] says at what, [Looker] looks, [Answer] is what came of it. Needs no Spring and no database, for the server and
/// `demarc probe` look with the same eyes.
@NullMarked
package demarc.app.signals.checks.look;

import org.jspecify.annotations.NullMarked;
