/// Plain JSON of any shape: by the usual names of fields, or by a small mapping that says where things stand.
@NullMarked
package demarc.app.signals.source.json;

import org.jspecify.annotations.NullMarked;
